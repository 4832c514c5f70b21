import { MINUTE_MS } from '../../time.ts';
import type { LogMinutes, WaitLaw } from '../wait-law.ts';
import { type Draw, type DrawsByKey, type Strata, TURN } from './draws.ts';
import type { Person } from './persons.ts';
import { wholeMs } from './whole-ms.ts';

const LOG_MINUTE = Math.log(MINUTE_MS);

/** For a service that nothing is known of: 15 minutes, with the variation of the study's priors. */
const UNLISTED: LogMinutes = { mean: Math.log(15) - 0.154, meanDeviation: 0, deviation: 0.554513 };

/** How long visits of a kind take; of one that nobody has learned of, what its service takes. */
export function minutesOfKind(law: WaitLaw, kind: string, serviceId: string): LogMinutes {
  return law.kinds.get(kind) ?? law.kinds.get(serviceId) ?? UNLISTED;
}

/** The kinds of visits of a scene by number, with how long they take in the present path. */
export class KindTable {
  /** The logarithm of the milliseconds, before the pace of whoever sees them. */
  readonly mean: number[] = [];
  readonly deviation: number[] = [];
  /**
   * The milliseconds of a visit are a product of three lognormal factors: of its kind in this path,
   * of the pace of whoever sees them, of the visit itself. Each is looked up: an exp for every visit
   * would cost as much as all the rest of it.
   */
  readonly #medianMs: number[] = [];
  readonly #factorByStratum: Float64Array[] = [];
  readonly #laws: LogMinutes[] = [];
  readonly #draws: Draw[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #law: WaitLaw;
  readonly #drawsByKey: DrawsByKey;
  readonly #normal: Float64Array;

  constructor(law: WaitLaw, draws: DrawsByKey, strata: Strata) {
    this.#law = law;
    this.#drawsByKey = draws;
    this.#normal = strata.normal;
  }

  numberOf(kind: string, serviceId: string): number {
    const known = this.#numbers.get(kind);
    if (known !== undefined) return known;
    const minutes = minutesOfKind(this.#law, kind, serviceId);
    const number = this.#laws.length;
    this.#numbers.set(kind, number);
    this.#laws.push(minutes);
    this.#draws.push(this.#drawsByKey.of(`kind ${kind}`).of('mean'));
    this.mean.push(minutes.mean + LOG_MINUTE);
    this.deviation.push(minutes.deviation);
    this.#medianMs.push(Math.exp(minutes.mean + LOG_MINUTE));
    this.#factorByStratum.push(this.#normal.map((normal) => Math.exp(minutes.deviation * normal)));
    return number;
  }

  /** Draws how long each kind takes on average, as far as that is not known. */
  startPath(path: number): void {
    for (let number = 0; number < this.#laws.length; number += 1) {
      const law = this.#laws[number];
      if (law === undefined) continue;
      const normal = this.#normal[this.#draws[number]?.[path] ?? 0] ?? 0;
      const mean = law.mean + LOG_MINUTE + law.meanDeviation * normal;
      this.mean[number] = mean;
      this.#medianMs[number] = Math.exp(mean);
    }
  }

  /** How long the whole visit of a person takes with somebody that much slower, in milliseconds. */
  visitMs({ kind, turn }: Person, slowness: number, path: number): number {
    const factor = this.#factorByStratum[kind]?.[turn[path * TURN.count + TURN.visit] ?? 0] ?? 1;
    return wholeMs((this.#medianMs[kind] ?? 0) * slowness * factor);
  }
}

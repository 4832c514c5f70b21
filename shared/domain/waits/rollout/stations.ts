import { MINUTE_MS } from '../../time.ts';
import { performerOf, type PaceLaw } from '../wait-law.ts';
import { RolledBreaks } from './breaks.ts';
import { type Draw, type Strata, TURN, type TurnDraws } from './draws.ts';
import type { Line } from './lines.ts';
import { type Lognormal, remaining, shareAbove } from './lognormal.ts';
import type { Person } from './persons.ts';
import type { RolledLaw } from './rolled-law.ts';
import { restAbove, restAt, valueAt } from './sample.ts';
import type { ServingStation } from './serving.ts';
import { NEVER_MS, wholeMs } from './whole-ms.ts';

/** Who is with a station when the paths start, and whom it may call. */
export type StationPeople = {
  readonly lines: readonly Line[];
  readonly inside: Person | null;
  /** Called while somebody is inside. */
  readonly next: Person | null;
};

/** A station in a path. Instants count in milliseconds from now. */
export class RolledStation {
  readonly lines: readonly Line[];
  readonly inside: Person | null;
  readonly next: Person | null;
  readonly breaks: RolledBreaks;
  /** How much slower whoever works there is in the present path, in the logarithm of the time. */
  pace = 0;
  /** The same as a factor of the time. */
  slowness = 1;
  /** When its last patient was done. */
  endedAt = 0;
  /** Of whoever it saw last: it decides whether its next call keeps to the order. */
  lastTurn: TurnDraws;
  readonly #serving: ServingStation;
  readonly #rolled: RolledLaw;
  readonly #turnAtStart: TurnDraws;
  readonly #opens: Draw;
  readonly #pace: Draw;
  readonly #paceByStratum: Float64Array;
  readonly #slownessByStratum: Float64Array;
  readonly #ready: Draw;
  readonly #readyByStratum: Float64Array;
  readonly #isOver: Draw;
  /** Whether whoever is inside may be gone. Had anybody been waiting, they would have been called. */
  readonly #mayBeOver: boolean;
  /** For how long whoever is inside has been there. */
  readonly #elapsedMs: number;

  constructor(serving: ServingStation, people: StationPeople, rolled: RolledLaw) {
    const { law, strata, draws } = rolled;
    const own = draws.of(`station ${serving.stationId}`);
    const performer = performerOf(serving);
    this.lines = people.lines;
    this.inside = people.inside;
    this.next = people.next;
    this.#serving = serving;
    this.#rolled = rolled;
    this.#turnAtStart = (people.next ?? people.inside)?.turn ?? own.turn();
    this.lastTurn = this.#turnAtStart;
    this.#opens = own.of('opens');
    this.#pace = draws.of(`pace ${performer}`).of('pace');
    this.#paceByStratum = paceByStratum(law.pace.get(performer), strata);
    this.#slownessByStratum = slownessOf(this.#paceByStratum);
    this.#ready = own.of('ready');
    this.#readyByStratum = readyByStratum(serving, rolled);
    this.#isOver = (people.inside?.draws ?? own).of('over');
    this.#mayBeOver = !serving.isWaitedFor && law.missedFinishShare > 0;
    this.#elapsedMs = serving.insideForMinutes * MINUTE_MS;
    this.breaks = new RolledBreaks(serving.breaks, own, rolled);
  }

  /** Sets it back to now, and says when it can call its first; `NEVER_MS`: not in this path. */
  startPath(path: number): number {
    const { uniform } = this.#rolled.strata;
    const stratum = this.#pace[path] ?? 0;
    this.pace = this.#paceByStratum[stratum] ?? 0;
    this.slowness = this.#slownessByStratum[stratum] ?? 1;
    this.endedAt = 0;
    this.lastTurn = this.#turnAtStart;
    this.breaks.startPath();
    const { share } = this.#serving;
    if (share < 1 && (uniform[this.#opens[path] ?? 0] ?? 0) >= share) return NEVER_MS;
    const readyAt = wholeMs(this.#readyByStratum[this.#ready[path] ?? 0] ?? 0);
    return this.inside === null ? readyAt : Math.max(readyAt, this.#doneAt(this.inside, path));
  }

  #doneAt(inside: Person, path: number): number {
    const { strata, kinds, turnoverByStratum } = this.#rolled;
    const turn = path * TURN.count;
    const law = {
      mean: (kinds.mean[inside.kind] ?? 0) + this.pace,
      deviation: kinds.deviation[inside.kind] ?? 0,
    };
    const isOver =
      this.#mayBeOver && (strata.uniform[this.#isOver[path] ?? 0] ?? 0) < this.#shareOver(law);
    if (isOver && this.next === null) return 0;
    if (!isOver) {
      this.endedAt = wholeMs(
        remaining(law, this.#elapsedMs, strata.uniform[inside.turn[turn + TURN.visit] ?? 0] ?? 0),
      );
    }
    const last = this.next ?? inside;
    if (this.next !== null) this.endedAt += kinds.visitMs(this.next, this.slowness, path);
    return this.endedAt + (turnoverByStratum[last.turn[turn + TURN.turnover] ?? 0] ?? 0);
  }

  /** The chance that whoever is inside has gone and nobody tapped it. */
  #shareOver(law: Lognormal): number {
    const { missedFinishShare } = this.#rolled.law;
    const stays = shareAbove(law, this.#elapsedMs);
    const isMissed = missedFinishShare * (1 - stays);
    return isMissed === 0 ? 0 : isMissed / (isMissed + stays);
  }
}

/** When a station is ready to call, but for whoever is there: back, or over with the turnover. */
function readyByStratum(serving: ServingStation, { law, strata }: RolledLaw): Float64Array {
  const { backInMinutes, freeForMinutes, isWaitedFor } = serving;
  if (backInMinutes !== null) {
    return strata.uniform.map((share) => Math.max(0, valueAt(backInMinutes, share)) * MINUTE_MS);
  }
  if (freeForMinutes === null) return new Float64Array(strata.paths);
  if (isWaitedFor) {
    const rest = restAbove(law.turnoverMinutes, freeForMinutes);
    return strata.uniform.map((share) => restAt(rest, share) * MINUTE_MS);
  }
  const turnover = law.turnoverMinutes;
  return strata.uniform.map(
    (share) => Math.max(0, valueAt(turnover, share) - freeForMinutes) * MINUTE_MS,
  );
}

/** The factors of the time. Strata of the same pace lie in a row. */
function slownessOf(paces: Float64Array): Float64Array {
  let pace = 0;
  let slowness = 1;
  return paces.map((each) => {
    if (each !== pace) slowness = Math.exp(each);
    pace = each;
    return slowness;
  });
}

function paceByStratum(pace: PaceLaw | undefined, { uniform }: Strata): Float64Array {
  const effects = new Float64Array(uniform.length);
  if (pace === undefined) return effects;
  let index = 0;
  let upTo = pace.shares[0] ?? 1;
  return uniform.map((share) => {
    while (share > upTo && index < pace.effects.length - 1) {
      index += 1;
      upTo += pace.shares[index] ?? 0;
    }
    return pace.effects[index] ?? 0;
  });
}

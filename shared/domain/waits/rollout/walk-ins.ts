import { dueAt } from '../../queue-order.ts';
import { MINUTE_MS } from '../../time.ts';
import { kindOf } from '../wait-law.ts';
import type { Draw } from './draws.ts';
import type { Line, LineTable } from './lines.ts';
import { Person } from './persons.ts';
import type { RolledLaw } from './rolled-law.ts';
import { NEVER_MS, wholeMs } from './whole-ms.ts';

const HOUR_MS = 60 * MINUTE_MS;

type Sort = {
  readonly line: Line;
  readonly kind: number;
  readonly priority: number;
  /** The share of walk-ins up to and including these. */
  readonly upTo: number;
};

type WalkIn = { readonly person: Person; readonly gap: Draw; readonly sort: Draw };

/** Walk-ins of the present path: a Poisson stream whose rate changes by the hour. */
export class WalkIns {
  /** When the next comes; `NEVER_MS`: nobody any more. */
  nextAt = NEVER_MS;
  readonly #rolled: RolledLaw;
  readonly #sorts: readonly Sort[];
  /** A millisecond, in each hour from now. */
  readonly #rates: Float64Array;
  readonly #known: WalkIn[] = [];
  #path = 0;
  #count = 0;
  #hour = 0;
  #at = 0;

  constructor(lines: LineTable, rolled: RolledLaw) {
    const { mix, hourly } = rolled.law.walkIns;
    this.#rolled = rolled;
    const total = mix.reduce((sum, { share }) => sum + share, 0);
    let servedShare = 0;
    this.#sorts = mix.flatMap(({ serviceId, visitType, priority, share }) => {
      const line = lines.of(serviceId, null);
      // Whoever nobody may call is in nobody's way.
      if (line.stations.length === 0 || share <= 0) return [];
      servedShare += share / total;
      const kind = kindOf({ serviceId, visitType, bookedMinutes: null, appointmentAt: null });
      const number = rolled.kinds.numberOf(kind, serviceId);
      return [{ line, kind: number, priority, upTo: servedShare }];
    });
    this.#rates = Float64Array.from(hourly, (rate) => (rate * servedShare) / HOUR_MS);
  }

  startPath(path: number): void {
    this.#path = path;
    this.#count = 0;
    this.#hour = 0;
    this.#at = 0;
    this.#findNext();
  }

  take(): Person {
    const walkIn = this.#walkIn(this.#count);
    const { person } = walkIn;
    const level = this.#rolled.strata.uniform[walkIn.sort[this.#path] ?? 0] ?? 0;
    this.#sort(person, level);
    person.queuedAt = this.nextAt;
    person.hereSinceAt = this.nextAt;
    person.overtakenCount = 0;
    person.dueAt = dueAt(person, this.#rolled.policy);
    this.#count += 1;
    this.#findNext();
    return person;
  }

  #sort(person: Person, level: number): void {
    const last = this.#sorts.length - 1;
    const share = level * (this.#sorts[last]?.upTo ?? 0);
    for (let index = 0; index <= last; index += 1) {
      const sort = this.#sorts[index];
      if (sort === undefined || (share > sort.upTo && index < last)) continue;
      person.line = sort.line;
      person.kind = sort.kind;
      person.priority = sort.priority;
      return;
    }
  }

  /** The time to the next is exponential in the people expected, hour by hour. */
  #findNext(): void {
    this.nextAt = NEVER_MS;
    if (this.#hour >= this.#rates.length) return;
    const { gap } = this.#walkIn(this.#count);
    let expected = this.#rolled.strata.exponential[gap[this.#path] ?? 0] ?? 0;
    for (; this.#hour < this.#rates.length; this.#hour += 1) {
      const rate = this.#rates[this.#hour] ?? 0;
      const hourEndsAt = (this.#hour + 1) * HOUR_MS;
      const inHour = rate * (hourEndsAt - this.#at);
      if (inHour > expected) {
        this.#at += expected / rate;
        this.nextAt = wholeMs(this.#at);
        return;
      }
      expected -= inHour;
      this.#at = hourEndsAt;
    }
  }

  #walkIn(number: number): WalkIn {
    const known = this.#known[number];
    if (known !== undefined) return known;
    const id = `walk-in ${number}`;
    const draws = this.#rolled.draws.of(id);
    const walkIn = { person: new Person(id, draws), gap: draws.of('gap'), sort: draws.of('sort') };
    this.#known.push(walkIn);
    return walkIn;
  }
}

import { dueAt } from '../../queue-order.ts';
import { MINUTE_MS } from '../../time.ts';
import { kindOf } from '../wait-law.ts';
import type { ExpectedVisit } from '../wait-scene.ts';
import { countBelow, type Draw } from './draws.ts';
import type { Person } from './persons.ts';
import type { RolledLaw } from './rolled-law.ts';
import { shareBelow, valueBetween } from './sample.ts';
import { NEVER_MS, wholeMs } from './whole-ms.ts';

/** Of booked patients of a kind that nobody has learned of: the prior of the study. */
const UNLISTED_NO_SHOW = 0.1;

/** Somebody who will be in a line later: booked and not here yet, or put back for a while. */
export type Comer = {
  readonly person: Person;
  /** The soonest they can be there, in milliseconds from now. */
  readonly earliestAt: number;
  readonly booked: BookedComer | null;
};

type BookedComer = {
  /** In how many strata, from the lowest, they come after all. */
  readonly comesCount: number;
  readonly comes: Draw;
  /** Milliseconds from the booked time to the arrival. */
  readonly offsetByStratum: Float64Array;
  readonly offset: Draw;
};

/** Somebody put back: there again at this instant, whatever happens. */
export function putBackComer(person: Person, earliestAt: number): Comer {
  return { person, earliestAt: wholeMs(earliestAt), booked: null };
}

/**
 * Somebody booked. The later it gets, the likelier it is that they do not come at all (section 2.6
 * of the study of wait predictors: `p / (p + (1 - p) S)`).
 */
export function bookedComer(visit: ExpectedVisit, person: Person, rolled: RolledLaw): Comer {
  const { law, now, strata } = rolled;
  const kind = kindOf({ ...visit, appointmentAt: visit.startAt });
  const noShow = law.noShow.get(kind) ?? law.noShow.get(visit.serviceId) ?? UNLISTED_NO_SHOW;
  const overdueMinutes = (now - visit.startAt) / MINUTE_MS;
  const hereShare = shareBelow(law.punctuality, overdueMinutes);
  const mayCome = (1 - noShow) * (1 - hereShare);
  const comesShare = mayCome === 0 ? 0 : mayCome / (mayCome + noShow);
  const [earliest = 0] = law.punctuality;
  return {
    person,
    earliestAt: wholeMs(Math.max(0, (earliest - overdueMinutes) * MINUTE_MS)),
    booked: {
      comesCount: countBelow(strata, comesShare),
      offsetByStratum: hereShare === 0 ? rolled.offsetByStratum : offsetsBeyond(hereShare, rolled),
      comes: person.draws.of('comes'),
      offset: person.draws.of('arrival'),
    },
  };
}

function offsetsBeyond(hereShare: number, { law, strata }: RolledLaw): Float64Array {
  return strata.uniform.map(
    (level) => valueBetween(law.punctuality, hereShare + level * (1 - hereShare)) * MINUTE_MS,
  );
}

/**
 * Who comes, in the order of the present path. Only those are drawn who may be there before the
 * path is over. Needs `comers` by their earliest instant.
 */
export class Arrivals {
  /** When the next of those drawn so far is there; `NEVER_MS`: none. */
  nextAt = NEVER_MS;
  /** The soonest that anybody not drawn so far may be there; `NEVER_MS`: all are drawn. */
  undrawnAt = NEVER_MS;
  readonly #comers: readonly Comer[];
  readonly #rolled: RolledLaw;
  readonly #at: Int32Array;
  /** Who comes then, by their number among the comers. */
  readonly #who: Int32Array;
  #path = 0;
  #drawn = 0;
  #first = 0;
  #end = 0;

  constructor(comers: readonly Comer[], rolled: RolledLaw) {
    this.#comers = comers;
    this.#rolled = rolled;
    this.#at = new Int32Array(comers.length);
    this.#who = new Int32Array(comers.length);
  }

  startPath(path: number): void {
    this.#path = path;
    this.#drawn = 0;
    this.undrawnAt = this.#comers[0]?.earliestAt ?? NEVER_MS;
    this.#first = 0;
    this.#end = 0;
    this.nextAt = NEVER_MS;
  }

  /** Makes `nextAt` right as far as `until`. */
  look(until: number): void {
    while (this.undrawnAt <= until && this.undrawnAt <= this.nextAt) {
      const comer = this.#comers[this.#drawn];
      if (comer === undefined) return;
      const number = this.#drawn;
      this.#drawn += 1;
      this.undrawnAt = this.#comers[this.#drawn]?.earliestAt ?? NEVER_MS;
      const at = this.#arrivalOf(comer);
      if (at < NEVER_MS) this.#insert(number, at);
    }
  }

  /** The next to be there, ready to join a line. */
  take(): Person | undefined {
    const comer = this.#comers[this.#who[this.#first] ?? 0];
    const at = this.nextAt;
    this.#first += 1;
    this.nextAt = this.#first < this.#end ? (this.#at[this.#first] ?? NEVER_MS) : NEVER_MS;
    if (comer === undefined) return undefined;
    const { person } = comer;
    person.overtakenCount = person.overtakenAtStart;
    if (comer.booked === null) return person;
    person.queuedAt = at;
    person.hereSinceAt = at;
    person.dueAt = dueAt(person, this.#rolled.policy);
    return person;
  }

  #arrivalOf({ booked, earliestAt, person }: Comer): number {
    if (booked === null) return earliestAt;
    if ((booked.comes[this.#path] ?? 0) >= booked.comesCount) return NEVER_MS;
    const offset = booked.offsetByStratum[booked.offset[this.#path] ?? 0] ?? 0;
    return wholeMs(Math.max(0, (person.appointmentAt ?? 0) + offset));
  }

  #insert(number: number, at: number): void {
    let place = this.#end;
    while (place > this.#first && (this.#at[place - 1] ?? 0) > at) {
      this.#at[place] = this.#at[place - 1] ?? 0;
      this.#who[place] = this.#who[place - 1] ?? 0;
      place -= 1;
    }
    this.#at[place] = at;
    this.#who[place] = number;
    this.#end += 1;
    this.nextAt = this.#at[this.#first] ?? NEVER_MS;
  }
}

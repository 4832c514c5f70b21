import type { Onward } from './lines.ts';
import { Person } from './persons.ts';
import type { RolledLaw } from './rolled-law.ts';
import { NEVER_MS } from './whole-ms.ts';

/** Nobody is sent on more often than this in one path, so that every path comes to an end. */
const MOST_LEGS = 4;

/** Those who are done somewhere and go on to another queue of the same visit. */
export class OnwardPeople {
  /** When the next of them joins; `NEVER_MS`: nobody so far. */
  nextAt = NEVER_MS;
  readonly #rolled: RolledLaw;
  readonly #at: number[] = [];
  readonly #who: Person[] = [];
  #count = 0;

  constructor(rolled: RolledLaw) {
    this.#rolled = rolled;
  }

  startPath(): void {
    this.#count = 0;
    this.nextAt = NEVER_MS;
  }

  /** Draws whether somebody seen until `endedAt` goes on, and where. */
  send(person: Person, endedAt: number, path: number): void {
    const targets = person.line?.onward;
    if (targets === undefined || targets.length === 0 || person.legsBefore >= MOST_LEGS) return;
    const stratum = person.draws.of('onward')[path] ?? 0;
    let level = this.#rolled.strata.uniform[stratum] ?? 0;
    for (let index = 0; index < targets.length; index += 1) {
      const target = targets[index];
      if (target === undefined) continue;
      if (level < target.share) {
        this.#insert(this.#following(person, target, endedAt), endedAt);
        return;
      }
      level -= target.share;
    }
  }

  take(): Person | undefined {
    this.#count -= 1;
    this.nextAt = this.#count > 0 ? (this.#at[this.#count - 1] ?? NEVER_MS) : NEVER_MS;
    return this.#who[this.#count];
  }

  /** As `transfer` in the steps of the queue: due at once, and the booked time is spent. */
  #following(person: Person, { line, kind }: Onward, at: number): Person {
    person.following ??= new Person(
      `${person.id} onward`,
      this.#rolled.draws.of(`${person.id} onward`),
      { legsBefore: person.legsBefore + 1 },
    );
    const { following } = person;
    following.priority = person.priority;
    following.queuedAt = at;
    following.dueAt = following.queuedAt;
    following.hereSinceAt = at;
    following.overtakenCount = 0;
    following.line = line;
    following.kind = kind;
    return following;
  }

  /** The soonest last, so that taking one moves nobody. */
  #insert(person: Person, at: number): void {
    let place = this.#count;
    while (place > 0 && (this.#at[place - 1] ?? 0) < at) {
      this.#at[place] = this.#at[place - 1] ?? 0;
      const other = this.#who[place - 1];
      if (other !== undefined) this.#who[place] = other;
      place -= 1;
    }
    this.#at[place] = at;
    this.#who[place] = person;
    this.#count += 1;
    this.nextAt = this.#at[this.#count - 1] ?? NEVER_MS;
  }
}

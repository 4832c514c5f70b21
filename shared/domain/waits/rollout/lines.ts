import type { QueuePolicy } from '../../clinic.ts';
import { compareInQueue, passesOver } from '../../queue-order.ts';
import type { Person } from './persons.ts';
import { maySee, type ServingStation } from './serving.ts';

/** Far more than are called in one path. */
const MOST_CALLS = 100_000;

export type Onward = { readonly line: Line; readonly kind: number; readonly share: number };

/**
 * Those waiting for one service who may be seen by the very same stations, in the order of the
 * queue: who is next in a line is known without a search.
 */
export class Line {
  /** The numbers of the stations that may call them, ascending. */
  readonly stations: readonly number[];
  /** Whoever waits in it now, in order. */
  readonly atStart: Person[] = [];
  /** How many of those put back for a while will be in it. */
  putBackCount = 0;
  /** Where those seen here go on to in the same visit. */
  readonly onward: readonly Onward[];
  /** In the present path: from `head` to before `end`. */
  readonly people: Person[] = [];
  head = 0;
  end = 0;
  readonly #policy: QueuePolicy;

  constructor(stations: readonly number[], onward: readonly Onward[], policy: QueuePolicy) {
    this.stations = stations;
    this.onward = onward;
    this.#policy = policy;
  }

  startPath(): void {
    const { atStart, people } = this;
    for (let index = 0; index < atStart.length; index += 1) {
      const person = atStart[index];
      if (person === undefined) continue;
      person.overtakenCount = person.overtakenAtStart;
      people[index] = person;
    }
    this.head = 0;
    this.end = atStart.length;
  }

  /** Joins at the place the order gives them; who comes now mostly comes last. */
  add(person: Person): void {
    const { people } = this;
    let place = this.end;
    while (place > this.head) {
      const before = people[place - 1];
      if (before === undefined || compareInQueue(before, person, this.#policy) < 0) break;
      people[place] = before;
      place -= 1;
    }
    people[place] = person;
    this.end += 1;
  }

  get length(): number {
    return this.end - this.head;
  }

  first(): Person | null {
    return this.head < this.end ? (this.people[this.head] ?? null) : null;
  }

  takeFirst(): Person | null {
    const person = this.first();
    this.head += 1;
    return person;
  }

  /** Takes the person at this place out of the line. */
  take(place: number): Person | null {
    const { people } = this;
    const person = people[place] ?? null;
    for (let index = place; index > this.head; index -= 1) {
      const before = people[index - 1];
      if (before !== undefined) people[index] = before;
    }
    this.head += 1;
    return person;
  }

  /** Counts those here whom calling `called` passes over; the count may move them ahead. */
  passOver(called: Person): void {
    const { people } = this;
    for (let place = this.head; place < this.end; place += 1) {
      const other = people[place];
      if (other === undefined || !passesOver(called, other)) continue;
      other.overtakenCount += 1;
      if (other.overtakenCount === this.#policy.maxOvertakes) this.#moveAhead(other, place);
    }
  }

  #moveAhead(person: Person, from: number): void {
    const { people } = this;
    let place = from;
    while (place > this.head) {
      const before = people[place - 1];
      if (before === undefined || compareInQueue(before, person, this.#policy) < 0) break;
      people[place] = before;
      place -= 1;
    }
    people[place] = person;
  }
}

/** The lines of a scene, one for each service and provider that anybody may be there for. */
export class LineTable {
  readonly lines: Line[] = [];
  /** Whether anybody can be passed over as often as the policy allows; if not, nobody need count. */
  readonly isOvertakingBounded: boolean;
  readonly #byKey = new Map<string, Line>();
  readonly #onward = new Map<string, Onward[]>();
  readonly #serving: readonly ServingStation[];
  readonly #policy: QueuePolicy;

  constructor(serving: readonly ServingStation[], policy: QueuePolicy) {
    this.#serving = serving;
    this.#policy = policy;
    this.isOvertakingBounded = policy.maxOvertakes < MOST_CALLS;
  }

  of(serviceId: string, providerId: string | null): Line {
    const key = `${serviceId} ${providerId ?? ''}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const stations = this.#serving.flatMap((station, number) =>
      maySee(station, { serviceId, providerId }) ? [number] : [],
    );
    const line = new Line(stations, this.#onwardOf(serviceId), this.#policy);
    this.#byKey.set(key, line);
    this.lines.push(line);
    return line;
  }

  /** Patients of this service may go on there, whatever line of it they were in. */
  sendOn(serviceId: string, onward: Onward): void {
    this.#onwardOf(serviceId).push(onward);
  }

  #onwardOf(serviceId: string): Onward[] {
    const known = this.#onward.get(serviceId);
    if (known !== undefined) return known;
    const onward: Onward[] = [];
    this.#onward.set(serviceId, onward);
    return onward;
  }
}

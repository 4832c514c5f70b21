import type { QueuePolicy } from '../../clinic.ts';
import { compareInQueue } from '../../queue-order.ts';
import { MINUTE_MS } from '../../time.ts';
import { Arrivals } from './arrivals.ts';
import type { Cast } from './cast.ts';
import { TURN } from './draws.ts';
import type { Line } from './lines.ts';
import { OnwardPeople } from './onward.ts';
import type { Person } from './persons.ts';
import type { RolledStation } from './stations.ts';
import { NEVER_MS } from './whole-ms.ts';
import { WalkIns } from './walk-ins.ts';

/** Whoever is not called within a day is not called at all. */
const HORIZON_MS = 24 * 60 * MINUTE_MS;

/**
 * One way in which the rest of the day may go. The station that is free first calls the next whom
 * the order of the queue gives it, and so on, until everybody who waits now has been called. All of
 * its state is set back, not made anew, and every choice is drawn by what it is for, never by its turn.
 */
export class Path {
  readonly #cast: Cast;
  readonly #arrivals: Arrivals;
  readonly #walkIns: WalkIns;
  readonly #onward: OnwardPeople;
  /** When each station calls next; `NEVER_MS`: idle, or not at all in this path. */
  readonly #freeAt: Int32Array;
  readonly #isIdle: Uint8Array;
  readonly #isServing: Uint8Array;
  readonly #policy: QueuePolicy;
  readonly #exponential: Float64Array;
  readonly #outOfTurnPlaces: Float64Array;
  /** Whether anybody goes on to another queue at all. */
  readonly #isOnward: boolean;
  /** In milliseconds; Infinity: nobody loses patience. */
  readonly #walkInPatience: number;
  readonly #bookedPatience: number;
  #path = 0;
  /** Where the present path begins in the draws of a turn. */
  #turnPlace = 0;
  #idleCount = 0;
  /** How many are still to be called who wait now. */
  #leftCount = 0;

  constructor(cast: Cast) {
    const { rolled, stations } = cast;
    this.#cast = cast;
    this.#arrivals = new Arrivals(cast.comers, rolled);
    this.#walkIns = new WalkIns(cast.lines, rolled);
    this.#onward = new OnwardPeople(rolled);
    this.#freeAt = new Int32Array(stations.length);
    this.#isIdle = new Uint8Array(stations.length);
    this.#isServing = new Uint8Array(stations.length);
    this.#policy = rolled.policy;
    this.#exponential = rolled.strata.exponential;
    this.#outOfTurnPlaces = rolled.outOfTurnPlaces;
    this.#isOnward = rolled.law.onward.length > 0;
    this.#walkInPatience = MINUTE_MS / rolled.law.leavePerMinute.walkIn;
    this.#bookedPatience = MINUTE_MS / rolled.law.leavePerMinute.booked;
  }

  /** Runs one path and notes with everybody waiting when they were called in it. */
  run(path: number): void {
    this.#start(path);
    while (this.#leftCount > 0) {
      const station = this.#firstFree();
      const freeAt = this.#freeAt[station] ?? NEVER_MS;
      if (this.#admitUntil(Math.min(freeAt, HORIZON_MS))) continue;
      if (freeAt > HORIZON_MS) return;
      this.#turn(station, freeAt);
    }
  }

  #start(path: number): void {
    const { stations, lines, rolled } = this.#cast;
    this.#path = path;
    this.#turnPlace = path * TURN.count;
    this.#idleCount = 0;
    rolled.kinds.startPath(path);
    this.#arrivals.startPath(path);
    this.#walkIns.startPath(path);
    this.#onward.startPath();
    for (let number = 0; number < stations.length; number += 1) {
      const station = stations[number];
      if (station !== undefined) this.#open(station, number);
    }
    this.#leftCount = 0;
    for (let index = 0; index < lines.lines.length; index += 1) {
      const line = lines.lines[index];
      if (line === undefined) continue;
      line.startPath();
      if (this.#isServed(line)) this.#leftCount += line.atStart.length + line.putBackCount;
    }
  }

  #open(station: RolledStation, number: number): void {
    const freeAt = station.startPath(this.#path);
    this.#freeAt[number] = freeAt;
    this.#isIdle[number] = 0;
    this.#isServing[number] = freeAt === NEVER_MS ? 0 : 1;
    const last = station.next ?? station.inside;
    if (last !== null) this.#onward.send(last, station.endedAt, this.#path);
  }

  #isServed({ stations }: Line): boolean {
    for (let index = 0; index < stations.length; index += 1) {
      if (this.#isServing[stations[index] ?? 0] === 1) return true;
    }
    return false;
  }

  #firstFree(): number {
    let first = 0;
    let at = NEVER_MS;
    for (let number = 0; number < this.#freeAt.length; number += 1) {
      const freeAt = this.#freeAt[number] ?? NEVER_MS;
      if (freeAt < at) {
        at = freeAt;
        first = number;
      }
    }
    return first;
  }

  /** Lets everybody join who is there by then; stops as soon as one of them wakes a station. */
  #admitUntil(until: number): boolean {
    for (;;) {
      if (this.#arrivals.undrawnAt <= until) this.#arrivals.look(until);
      const at = Math.min(this.#arrivals.nextAt, this.#walkIns.nextAt, this.#onward.nextAt);
      if (at > until) return false;
      if (this.#admit(at)) return true;
    }
  }

  /** Whether a station that was idle calls them now. */
  #admit(at: number): boolean {
    const person = this.#takeNext(at);
    const line = person?.line;
    if (person === undefined || !line) return false;
    line.add(person);
    return this.#idleCount > 0 && this.#wake(line, at);
  }

  #wake(line: Line, at: number): boolean {
    let isAwake = false;
    for (let index = 0; index < line.stations.length; index += 1) {
      const station = line.stations[index] ?? 0;
      if (this.#isIdle[station] !== 1) continue;
      this.#isIdle[station] = 0;
      this.#idleCount -= 1;
      this.#freeAt[station] = at;
      isAwake = true;
    }
    return isAwake;
  }

  #takeNext(at: number): Person | undefined {
    if (this.#arrivals.nextAt <= at) return this.#arrivals.take();
    if (this.#walkIns.nextAt <= at) return this.#walkIns.take();
    return this.#onward.take();
  }

  /** A station takes its break, calls somebody, or finds nobody to call. */
  #turn(number: number, at: number): void {
    const station = this.#cast.stations[number];
    if (station === undefined) return;
    const { breaks, endedAt } = station;
    const backAt = breaks.nextDueAt > at ? 0 : breaks.until(at, endedAt, this.#path);
    if (backAt > 0) {
      this.#freeAt[number] = backAt;
      return;
    }
    const person = this.#takeFrom(station);
    if (person === null) {
      this.#freeAt[number] = NEVER_MS;
      this.#isIdle[number] = 1;
      this.#idleCount += 1;
      return;
    }
    this.#note(person, at);
    if (!this.#hasLeft(person, at)) this.#see(person, number, at);
  }

  #takeFrom(station: RolledStation): Person | null {
    const line = this.#nextLine(station.lines);
    if (line === null) return null;
    const stratum = station.lastTurn[this.#turnPlace + TURN.order] ?? 0;
    if (stratum >= this.#outOfTurnPlaces.length) return line.takeFirst();
    return this.#takeOutOfTurn(station.lines, line, this.#outOfTurnPlaces[stratum] ?? 0);
  }

  /** Of the lines a station serves, the one whose next comes first in the order. */
  #nextLine(lines: readonly Line[]): Line | null {
    let best: Line | null = null;
    let first: Person | null = null;
    for (let index = 0; index < lines.length; index += 1) {
      const line = lines[index];
      const person = line?.first() ?? null;
      if (line === undefined || person === null) continue;
      if (first === null || compareInQueue(person, first, this.#policy) < 0) {
        best = line;
        first = person;
      }
    }
    return best;
  }

  /** Staff call somebody else than the next in a share of cases: anybody whom the station may see. */
  #takeOutOfTurn(lines: readonly Line[], next: Line, howFar: number): Person | null {
    let others = -1;
    for (let index = 0; index < lines.length; index += 1) others += lines[index]?.length ?? 0;
    let place = (howFar * others) | 0;
    for (let index = 0; index < lines.length; index += 1) {
      const line = lines[index];
      if (line === undefined) continue;
      const skipped = line === next ? 1 : 0;
      if (place < line.length - skipped) return line.take(line.head + skipped + place);
      place -= line.length - skipped;
    }
    return next.takeFirst();
  }

  #note(person: Person, at: number): void {
    if (person.calledAt === null) return;
    person.calledAt[person.calledCount] = at;
    person.calledCount += 1;
    this.#leftCount -= 1;
  }

  /** Their own wait counts as if they had stayed, but they are in nobody's way. */
  #hasLeft(person: Person, at: number): boolean {
    const mean = person.appointmentAt === null ? this.#walkInPatience : this.#bookedPatience;
    if (mean === Infinity) return false;
    const patience = this.#exponential[person.turn[this.#turnPlace + TURN.patience] ?? 0] ?? 0;
    return at - person.hereSinceAt > patience * mean;
  }

  #see(person: Person, number: number, at: number): void {
    const station = this.#cast.stations[number];
    if (station === undefined) return;
    const { kinds, turnoverByStratum } = this.#cast.rolled;
    if (this.#cast.lines.isOvertakingBounded) {
      for (let index = 0; index < station.lines.length; index += 1) {
        station.lines[index]?.passOver(person);
      }
    }
    const endedAt = at + kinds.visitMs(person, station.slowness, this.#path);
    station.endedAt = endedAt;
    station.lastTurn = person.turn;
    this.#freeAt[number] =
      endedAt + (turnoverByStratum[person.turn[this.#turnPlace + TURN.turnover] ?? 0] ?? 0);
    if (this.#isOnward) this.#onward.send(person, endedAt, this.#path);
  }
}

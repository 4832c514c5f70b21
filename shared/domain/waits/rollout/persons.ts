import type { EpochMs } from '../../time.ts';
import type { Turn } from '../../queue-order.ts';
import type { ExpectedVisit, SceneEntry } from '../wait-scene.ts';
import type { Draws, TurnDraws } from './draws.ts';
import type { Line } from './lines.ts';
import { sinceNow } from './whole-ms.ts';

/**
 * Somebody in a path. All instants count in whole milliseconds from now, which keeps them small
 * integers, the fastest there are. What a path changes is set anew at its start or at the arrival.
 */
export class Person implements Turn {
  readonly id: string;
  priority: number;
  appointmentAt: number | null;
  queuedAt: number;
  dueAt: number;
  overtakenCount: number;
  readonly overtakenAtStart: number;
  /** Since when they may lose patience. */
  hereSinceAt: number;
  line: Line | null;
  /** The number of their kind of visit. */
  kind: number;
  readonly turn: TurnDraws;
  readonly draws: Draws;
  /** When they were called in each path that called them; null: nobody asks. */
  readonly calledAt: Int32Array | null;
  calledCount: number;
  /** Themselves in the queue they go on to; made when it first happens. */
  following: Person | null;
  /** How many queues of this path they have been in before. */
  readonly legsBefore: number;

  constructor(id: string, draws: Draws, about: PersonStart = {}) {
    this.id = id;
    this.priority = 0;
    this.appointmentAt = null;
    this.queuedAt = 0;
    this.dueAt = 0;
    this.overtakenAtStart = about.overtakenCount ?? 0;
    this.overtakenCount = this.overtakenAtStart;
    this.hereSinceAt = 0;
    this.line = null;
    this.kind = 0;
    this.turn = draws.turn();
    this.draws = draws;
    this.calledAt = about.paths === undefined ? null : new Int32Array(about.paths);
    this.calledCount = 0;
    this.following = null;
    this.legsBefore = about.legsBefore ?? 0;
  }
}

type PersonStart = {
  readonly overtakenCount?: number;
  readonly legsBefore?: number;
  /** In how many paths it is asked when they are called. */
  readonly paths?: number;
};

/** Somebody who waits now; `paths` of them will say when they were called. */
export function waitingPerson(
  entry: SceneEntry,
  draws: Draws,
  about: { readonly now: EpochMs; readonly paths: number },
): Person {
  const { now, paths } = about;
  const person = new Person(entry.id, draws, { paths, overtakenCount: entry.overtakenCount });
  person.priority = entry.priority;
  person.appointmentAt = entry.appointmentAt === null ? null : sinceNow(entry.appointmentAt - now);
  person.queuedAt = sinceNow(entry.queuedAt - now);
  person.dueAt = sinceNow(entry.dueAt - now);
  return person;
}

/** Somebody who is with a station now, or on the way there. */
export function presentPerson(entry: SceneEntry, draws: Draws): Person {
  const person = new Person(entry.id, draws);
  person.priority = entry.priority;
  return person;
}

/** Somebody who is booked and not here yet. */
export function expectedPerson(visit: ExpectedVisit, draws: Draws, now: EpochMs): Person {
  const person = new Person(visit.visitId, draws);
  person.appointmentAt = sinceNow(visit.startAt - now);
  return person;
}

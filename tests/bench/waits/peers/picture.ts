import { type EpochMs, MINUTE_MS } from '../../../../shared/domain/time.ts';
import { mayCall, type Person, type QueueTracker, type Room } from './queue-tracker.ts';

/** One person's place in the queue at one instant, as the rules of queue products count it. */
export type Picture = {
  readonly now: EpochMs;
  readonly person: Person;
  readonly tracker: QueueTracker;
  /** Everybody waiting whose turn comes first, whoever may call them. */
  readonly aheadInClinic: number;
  /** Of those, the ones whom a room that may call this person may call. */
  readonly ahead: readonly Person[];
  /** The open rooms that may call this person. */
  readonly rooms: readonly Room[];
  readonly openRooms: readonly Room[];
};

/** Draws the picture of everybody who waits, by queue entry. */
export function picturesAt(tracker: QueueTracker, now: EpochMs): ReadonlyMap<string, Picture> {
  const inOrder = tracker.waiting.toSorted(byTurn);
  const openRooms = [...tracker.rooms.values()].filter(({ isOpen }) => isOpen);
  const roomsOf = new Map(
    inOrder.map((person) => [person, openRooms.filter((room) => mayCall(room, person))]),
  );
  return new Map(
    inOrder.map((person, place) => {
      const rooms = roomsOf.get(person) ?? [];
      const ahead = inOrder
        .slice(0, place)
        .filter((other) => (roomsOf.get(other) ?? []).some((room) => rooms.includes(room)));
      const picture = { now, person, tracker, aheadInClinic: place, ahead, rooms, openRooms };
      return [person.entry, picture];
    }),
  );
}

/** Minutes until somebody who is due at `dueAt` has been overdue for this long; never below 0. */
export function minutesUntil(dueAt: EpochMs, overdueMinutes: number, now: EpochMs): number {
  return Math.max(0, (dueAt - now) / MINUTE_MS + overdueMinutes);
}

/** When a person could be called at the earliest without being early. */
export function readyAt({ queuedAt, bookedAt }: Person): EpochMs {
  return Math.max(queuedAt, bookedAt ?? queuedAt);
}

function byTurn(a: Person, b: Person): number {
  return b.priority - a.priority || a.dueAt - b.dueAt || a.queuedAt - b.queuedAt;
}

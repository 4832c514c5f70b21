import type { Picture } from './picture.ts';
import { mayCall } from './queue-tracker.ts';

/** Queue length: those ahead and this person's room's patient, each of mean minutes, by the rooms. */
export function queueLength({ ahead, rooms, tracker }: Picture): number {
  return ((ahead.length + 1) * tracker.durations.each()) / Math.max(1, rooms.length);
}

/**
 * Queue length that knows what each of those ahead comes for: their mean minutes with the pause
 * after, in the part that this person's rooms have of theirs, and a whole visit for those inside.
 */
export function queueLengthByKind({ ahead, rooms, openRooms, tracker }: Picture): number {
  const { durations } = tracker;
  const before = ahead.reduce((sum, other) => {
    const theirs = openRooms.filter((room) => mayCall(room, other));
    const shared = theirs.filter((room) => rooms.includes(room));
    const minutes = durations.of(other) + durations.pause();
    return sum + (minutes * shared.length) / Math.max(1, theirs.length);
  }, 0);
  const inside = rooms.map((room) => (room.inside ? durations.of(room.inside.person) : 0));
  const count = Math.max(1, rooms.length);
  return (before + inside.reduce((sum, minutes) => sum + minutes, 0) / count) / count;
}

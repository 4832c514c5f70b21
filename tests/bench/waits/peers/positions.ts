import { MINUTE_MS } from '../../../../shared/domain/time.ts';
import type { Picture } from './picture.ts';

const GAPS = 8;
const WAITS = 8;

/** The place in the clinic's one list times the minutes of a visit: NOWAITN, Waitwhile's averages. */
export function positionTimesMinutes({ aheadInClinic, tracker }: Picture): number {
  return (aheadInClinic + 1) * tracker.durations.each();
}

/** The same shared among the rooms that are open. */
export function positionByRooms(picture: Picture): number {
  return positionTimesMinutes(picture) / Math.max(1, picture.openRooms.length);
}

/** The place times the mean gap between the last calls of today: TablesReady. */
export function positionTimesGap(picture: Picture): number {
  return (picture.aheadInClinic + 1) * rollingGap(picture);
}

/** Mean minutes between the last calls of today; before there are two, what the open rooms could do. */
export function rollingGap({ tracker, openRooms }: Picture): number {
  const calls = tracker.calls.slice(-GAPS - 1);
  const [first, last] = [calls[0], calls.at(-1)];
  if (!first || !last || calls.length < 2) {
    return tracker.durations.each() / Math.max(1, openRooms.length);
  }
  return (last.at - first.at) / MINUTE_MS / (calls.length - 1);
}

/** What the last eight who were called had waited, less what this person has waited: NextMe. */
export function rollingWaits({ person, tracker, now }: Picture): number {
  const waits = tracker.calls.slice(-WAITS).map((call) => call.at - call.person.queuedAt);
  if (waits.length === 0) return 0;
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  return Math.max(0, (person.queuedAt + mean - now) / MINUTE_MS);
}

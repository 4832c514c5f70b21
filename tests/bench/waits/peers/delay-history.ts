import { MINUTE_MS } from '../../../../shared/domain/time.ts';
import { minutesUntil, type Picture, readyAt } from './picture.ts';
import type { Person } from './queue-tracker.ts';

/**
 * Last to enter service (Ibrahim and Whitt 2009): this person will be called as long after they are
 * ready as the last of their stream was.
 */
export function lastToEnter({ person, tracker, now }: Picture): number {
  const last = tracker.calls.findLast((call) => streamOf(call.person) === streamOf(person));
  const overdue = last ? (last.at - readyAt(last.person)) / MINUTE_MS : 0;
  return minutesUntil(readyAt(person), overdue, now);
}

/** Head of line: as long after as the one who has been ready longest in their stream is now. */
export function headOfLine({ person, tracker, now }: Picture): number {
  const ready = tracker.waiting
    .filter((other) => streamOf(other) === streamOf(person))
    .map((other) => readyAt(other));
  const overdue = Math.max(0, now - Math.min(...ready)) / MINUTE_MS;
  return minutesUntil(readyAt(person), overdue, now);
}

/** Those who are called by the same turn: urgent ones, each provider's booked ones, walk-ins. */
function streamOf({ priority, bookedAt, provider, service }: Person): string {
  if (priority > 0) return 'urgent';
  return bookedAt === null ? 'walk-in' : `booked ${provider ?? service}`;
}

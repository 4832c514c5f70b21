import {
  PLAY_TOUCHES,
  PLAY_WITHIN_MS,
  type Touch,
} from '../../shared/domain/feedback/flag-touch.ts';
import type { EpochMs } from '../../shared/domain/time.ts';

/** The touches of faces on this terminal that still count, oldest first. */
export type TouchLog = {
  readonly recent: readonly EpochMs[];
  readonly lastAt: EpochMs | null;
};

export const NO_TOUCHES: TouchLog = { recent: [], lastAt: null };

/** Notes a touch of a face, also one that the lock swallowed: drumming is what it tells of. */
export function withTouch(log: TouchLog, now: EpochMs): TouchLog {
  const recent = log.recent.filter((at) => at > now - PLAY_WITHIN_MS && at <= now);
  // Nobody needs to know more than "many", and the contract takes no more than this.
  return { recent: [...recent, now].slice(-1_000), lastAt: now };
}

/** How the newest touch stands to those before it. */
export function measured(before: TouchLog, after: TouchLog): Touch {
  return {
    recentTouches: after.recent.length,
    sinceLastTouchMs: sinceLast(before.lastAt, after.lastAt),
  };
}

/** Whether the screen should rest for a while (UX 4). */
export function isPlayedWith(log: TouchLog): boolean {
  return log.recent.length >= PLAY_TOUCHES;
}

/** After a rest the count starts anew: whoever comes next has not played. */
export function afterRest(log: TouchLog): TouchLog {
  return { recent: [], lastAt: log.lastAt };
}

function sinceLast(before: EpochMs | null, now: EpochMs | null): number | null {
  if (before === null || now === null) return null;
  if (new Date(before).toDateString() !== new Date(now).toDateString()) return null;
  // A clock put back makes no touch come before the last one.
  return Math.max(0, now - before);
}

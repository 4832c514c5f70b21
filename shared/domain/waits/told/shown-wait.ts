import { type EpochMs, MINUTE_MS } from '../../time.ts';
import type { UnknownWaitReason } from '../wait-estimate.ts';

export type NotToldReason =
  | UnknownWaitReason
  /** Too many of the last promises were broken (`promise-trust.ts`). */
  | 'not-trusted';

/** A wait as people are told it: a window kept as clock times, or that it is not known. */
export type ShownWait =
  | { readonly kind: 'window'; readonly fromAt: EpochMs; readonly toAt: EpochMs }
  | { readonly kind: 'unknown'; readonly reason: NotToldReason };

/** The words for a wait: every page turns these into its language and counts them down alike. */
export type WaitWords =
  | { readonly kind: 'up-to'; readonly minutes: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  /** Too far apart to be of use as a range. */
  | { readonly kind: 'more-than'; readonly minutes: number }
  | { readonly kind: 'over-an-hour' }
  /** The promised time has passed: say so, never freeze or hide it. */
  | { readonly kind: 'late' }
  | { readonly kind: 'unknown' };

const STEP_MINUTES = 5;
const CLOCK_STEP_MINUTES = 1;
const LONGEST_MINUTES = 60;
const WIDEST_RANGE_MINUTES = 45;

/**
 * The words for a wait at `now`, in steps of 5 minutes (DESIGN 8, UX 3). A window is issued outward to
 * 5 minutes already, so while it counts down the later end is still rounded up, because that is what
 * is kept, but the earlier end to the nearest step: rounded down, every window would grow by 5 minutes
 * a moment after it was issued. `now` may be a clock rounded down to the minute, as a page that looks
 * once a minute has it: the later end forgives that minute, or a fresh 25 would be told as 30.
 */
export function wordsForWait(wait: ShownWait, now: EpochMs): WaitWords {
  if (wait.kind === 'unknown') return { kind: 'unknown' };
  const toMinutes = (wait.toAt - now) / MINUTE_MS;
  if (toMinutes < 0) return { kind: 'late' };
  const fromMinutes = Math.max(0, (wait.fromAt - now) / MINUTE_MS);
  const from = Math.round(fromMinutes / STEP_MINUTES) * STEP_MINUTES;
  if (from >= LONGEST_MINUTES) return { kind: 'over-an-hour' };
  const end = Math.ceil((toMinutes - CLOCK_STEP_MINUTES) / STEP_MINUTES) * STEP_MINUTES;
  const to = Math.max(from + STEP_MINUTES, end);
  if (from === 0) return { kind: 'up-to', minutes: to };
  if (to - from > WIDEST_RANGE_MINUTES) return { kind: 'more-than', minutes: from };
  return { kind: 'range', from, to };
}

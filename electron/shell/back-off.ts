import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';

export const FIRST_DELAY_MS = 250;
export const LONGEST_DELAY_MS = 30_000;
/** A failure longer ago than this no longer counts. */
export const FAILURE_MEMORY_MS = 10 * MINUTE_MS;
/** So many failures within the memory, and trying again is given up. */
export const FAILURES_TO_GIVE_UP = 8;

export type NextTry =
  | { readonly kind: 'retry'; readonly afterMs: number; readonly failures: readonly EpochMs[] }
  | { readonly kind: 'give-up' };

/**
 * What to do about something that failed `now`, after the given earlier failures: how long to wait
 * before the next try, twice as long each time, or to give up. Failures that lie ahead of `now`, since
 * the clock was set back, are forgotten.
 */
export function nextTry(earlier: readonly EpochMs[], now: EpochMs): NextTry {
  const recent = earlier.filter((at) => at <= now && now - at < FAILURE_MEMORY_MS);
  const failures = [...recent, now];
  if (failures.length >= FAILURES_TO_GIVE_UP) return { kind: 'give-up' };
  const afterMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures.length - 1));
  return { kind: 'retry', afterMs, failures };
}

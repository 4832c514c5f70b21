import { MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';

const FIRST_MS = SECOND_MS;
const FIRST_SLOW_MS = 5 * SECOND_MS;
export const LONGEST_WAIT_MS = 5 * MINUTE_MS;

/**
 * How long to wait in milliseconds after `failures` failed attempts in a row, 0 or more: anywhere up to
 * twice as long each time, and never more than five minutes. The whole span is drawn from ("full
 * jitter"), so that a thousand clinics do not all come back to a hub in the same second.
 */
export function backOffMs(failures: number, random: () => number): number {
  return random() * doubled(FIRST_MS, failures);
}

/** The same for an upstream that turned us away: from five seconds on, as asking sooner cures nothing. */
export function slowBackOffMs(failures: number, random: () => number): number {
  const longest = doubled(FIRST_SLOW_MS, failures);
  return FIRST_SLOW_MS + random() * (longest - FIRST_SLOW_MS);
}

/** Before the first attempt after a start: clinics whose power comes back together spread out. */
export function firstWaitMs(random: () => number): number {
  return random() * 5 * SECOND_MS;
}

function doubled(firstMs: number, times: number): number {
  return Math.min(LONGEST_WAIT_MS, firstMs * 2 ** times);
}

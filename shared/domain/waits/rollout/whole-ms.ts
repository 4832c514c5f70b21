/** Further away than any path looks: about 6 days. Three of them still fit into a small integer. */
export const NEVER_MS = 2 ** 29 - 1;

/**
 * Whole milliseconds, as the machine's own small integer. Paths count in nothing else: a number with
 * a fraction would be kept apart in memory, and every look at it would take several times as long.
 */
export function wholeMs(ms: number): number {
  return ms < NEVER_MS ? (ms + 0.5) | 0 : NEVER_MS;
}

/** An instant before or after now, as far as the order of the queue can tell it from others. */
export function sinceNow(ms: number): number {
  return Math.max(-NEVER_MS, Math.min(NEVER_MS, Math.round(ms))) | 0;
}

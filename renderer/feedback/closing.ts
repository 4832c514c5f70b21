import { type EpochMs, SECOND_MS } from '../../shared/domain/time.ts';

// UX 4: the screen closes in 10 to 12 s, and any touch adds 15 s.
export const CLOSES_AFTER_HAPPY_MS = 12 * SECOND_MS;
export const CLOSES_AFTER_UNHAPPY_MS = 10 * SECOND_MS;
const TOUCH_ADDS_MS = 15 * SECOND_MS;
/** Somebody who walks away in the middle of writing leaves their words in view no longer than this. */
export const LONGEST_MS = 60 * SECOND_MS;

/** When the screen closes by itself, and the span its bar is drawn for. */
export type Closing = { readonly atMs: EpochMs; readonly spanMs: number };

export function closingIn(spanMs: number, now: EpochMs): Closing {
  return { atMs: now + spanMs, spanMs };
}

/** A touch shows that somebody is still there: they get 15 seconds more, up to a minute in all. */
export function extended(closing: Closing, now: EpochMs): Closing {
  const left = Math.max(0, closing.atMs - now);
  const spanMs = Math.min(left + TOUCH_ADDS_MS, LONGEST_MS);
  return spanMs <= left ? closing : closingIn(spanMs, now);
}

/** Whole seconds left, never more than there were and never under 0. */
export function secondsLeft(closing: Closing, now: EpochMs): number {
  const left = Math.min(closing.atMs - now, closing.spanMs);
  return Math.max(0, Math.ceil(left / SECOND_MS));
}

/** The share of the span that is left, for the bar. */
export function shareLeft(closing: Closing, now: EpochMs): number {
  return Math.min(1, Math.max(0, (closing.atMs - now) / closing.spanMs));
}

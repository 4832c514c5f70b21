import { SECOND_MS } from '../time.ts';

// UX 4, "Play and repeats": a response interval of 5 s, and six touches within 20 s are play.
export const REPEAT_WITHIN_MS = 5 * SECOND_MS;
export const PLAY_WITHIN_MS = 20 * SECOND_MS;
export const PLAY_TOUCHES = 6;

export type TouchFlag = 'repeat' | 'play';

export type Touch = {
  /** Touches of the last `PLAY_WITHIN_MS` on that terminal, this one included. */
  readonly recentTouches: number;
  /** Since the touch before, or null for the first. */
  readonly sinceLastTouchMs: number | null;
};

/**
 * Says why a touch stays out of the headlines, or null for an ordinary one. A flagged touch is kept
 * and counted, never deleted (UX 4).
 */
export function flagTouch(touch: Touch): TouchFlag | null {
  if (touch.recentTouches >= PLAY_TOUCHES) return 'play';
  if (touch.sinceLastTouchMs !== null && touch.sinceLastTouchMs <= REPEAT_WITHIN_MS) {
    return 'repeat';
  }
  return null;
}

import { DOUBLE_TOUCH_MS } from './timings.ts';

const SAME_SPOT_PX = 60;

export type Touch = {
  readonly x: number;
  readonly y: number;
  readonly at: number;
  /** Which screen it met. */
  readonly screen: string;
};

/**
 * Whether a touch is the second half of one meant for the screen before: an unsteady finger that
 * confirms one screen must not answer the next one unseen.
 */
export function isEchoOf(touch: Touch, before: Touch | null): boolean {
  return (
    before !== null &&
    before.screen !== touch.screen &&
    touch.at - before.at < DOUBLE_TOUCH_MS &&
    Math.hypot(touch.x - before.x, touch.y - before.y) < SAME_SPOT_PX
  );
}

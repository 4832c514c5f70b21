/** The hidden way to the staff page: so many touches in the corner within this time. */
export const TAPS_NEEDED = 5;
export const TAPS_WITHIN_MS = 4_000;
/** Side of the square in the top left corner of the glass, in CSS pixels; left in every language. */
export const CORNER_PX = 140;

/** When the corner was touched, in milliseconds of a monotonic clock, oldest first. */
export type CornerTaps = readonly number[];

type Tap = { readonly x: number; readonly y: number; readonly at: number };

/** The touches that count after one more, and whether they are enough; then it starts anew. */
export function withTap(
  taps: CornerTaps,
  { x, y, at }: Tap,
): { readonly taps: CornerTaps; readonly isComplete: boolean } {
  if (x >= CORNER_PX || y >= CORNER_PX) return { taps: [], isComplete: false };
  const recent = [...taps.filter((tappedAt) => at - tappedAt <= TAPS_WITHIN_MS), at];
  return recent.length >= TAPS_NEEDED
    ? { taps: [], isComplete: true }
    : { taps: recent, isComplete: false };
}

import { MINUTE_MS } from '../../time.ts';
import { QUANTILE_LEVELS } from '../wait-estimate.ts';

/**
 * The quantiles of simulated waits at `levels`, in minutes: never negative, never falling. Between
 * two of the waits on a straight line. Sorts `waitsMs`, which holds at least one.
 */
export function quantilesOf(
  waitsMs: Int32Array,
  levels: readonly number[] = QUANTILE_LEVELS,
): readonly number[] {
  waitsMs.sort();
  let least = 0;
  return levels.map((level) => {
    least = Math.max(least, valueAt(waitsMs, level) / MINUTE_MS);
    return least;
  });
}

function valueAt(sorted: Int32Array, level: number): number {
  const last = sorted.length - 1;
  const place = Math.min(Math.max(level * sorted.length - 0.5, 0), last);
  const index = Math.floor(place);
  const from = sorted[index] ?? 0;
  const to = sorted[index + 1] ?? from;
  return from + (place - index) * (to - from);
}

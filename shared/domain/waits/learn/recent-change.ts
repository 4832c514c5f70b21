/** Days of one performer in ln minutes beyond what was expected of them, older ones fading fast. */
export type RecentDays = {
  readonly weight: number;
  /** Sum of the weights, faded by the square. */
  readonly squares: number;
  readonly sum: number;
};

export const NO_RECENT_DAYS: RecentDays = { weight: 0, squares: 0, sum: 0 };

/** The variance of somebody's pace from day to day, in ln minutes. */
export const PACE_VARIANCE = 0.1 ** 2;
/** People change a little over the weeks that are remembered, and sometimes much from one day on. */
const DRIFT_VARIANCE = 0.04 ** 2;
const FADE = 0.6;
/** In standard deviations: what is nearer happens by chance too often. */
const FAR_OUT = 2;

/** `beyond`: the day's mean ln minutes beyond the expected, known with this variance but for pace. */
export function addRecentDay(recent: RecentDays, beyond: number, variance: number): RecentDays {
  const weight = PACE_VARIANCE / (PACE_VARIANCE + variance);
  return {
    weight: recent.weight * FADE + weight,
    squares: recent.squares * FADE ** 2 + weight,
    sum: recent.sum * FADE + weight * beyond,
  };
}

/**
 * By how much they work otherwise now than over all the days remembered, and how sure that is. Days
 * that vary as days do count for nothing; the further out they are together, the more they are
 * believed.
 */
export function recentChange({ weight, squares, sum }: RecentDays): {
  readonly mean: number;
  readonly variance: number;
} {
  if (weight === 0) return { mean: 0, variance: DRIFT_VARIANCE };
  const change = sum / weight;
  const byChance = (PACE_VARIANCE * squares) / weight ** 2;
  const real = Math.max(0, change ** 2 - FAR_OUT ** 2 * byChance);
  const believed = real / (real + byChance);
  return { mean: believed * change, variance: DRIFT_VARIANCE + believed * byChance };
}

import { QUANTILE_LEVELS } from '../wait-estimate.ts';

/** Weights of how past waits fell among their predicted levels: twenty bins from 0 to 1. */
export type PitHistogram = readonly number[];

const BINS = 20;

export const NO_PITS: PitHistogram = Array.from({ length: BINS }, () => 0);

/** The waits of one day all hang together: they say no more than so many independent ones. */
const PER_INDEPENDENT = 2;
const MOST_A_DAY = 30;
/** What is simulated counts like so many predictions that came out just right. */
const PRIOR_WEIGHT = 200;
const NEGLIGIBLE = 0.01;

/** `pits`: for each prediction of the day, the level (0 to 1) at which what happened lay. */
export function learnPits(
  histogram: PitHistogram,
  pits: readonly number[],
  fade: number,
): PitHistogram {
  const known = pits.filter((pit) => pit >= 0 && pit <= 1);
  const weight = Math.min(1 / PER_INDEPENDENT, MOST_A_DAY / Math.max(1, known.length));
  const added = histogram.map((bin) => bin * fade);
  for (const pit of known) {
    const bin = Math.min(BINS - 1, Math.floor(pit * BINS));
    added[bin] = (added[bin] ?? 0) + weight;
  }
  return added;
}

/**
 * For each of `QUANTILE_LEVELS` the level to read instead: where so many of the past waits lay, drawn
 * towards itself (section 2.6 of the study of wait predictors). Never falling; null when it makes no
 * difference.
 */
export function readLevels(histogram: PitHistogram): readonly number[] | null {
  const total = histogram.reduce((sum, weight) => sum + weight, 0) + PRIOR_WEIGHT;
  const shares = histogram.map((weight) => (weight + PRIOR_WEIGHT / BINS) / total);
  const levels = QUANTILE_LEVELS.map((level) => levelReaching(shares, level));
  const change = Math.max(
    ...levels.map((level, index) => Math.abs(level - (QUANTILE_LEVELS[index] ?? 0))),
  );
  return change < NEGLIGIBLE ? null : levels;
}

/** Where the cumulated shares, straight within each bin, reach `level`. */
function levelReaching(shares: readonly number[], level: number): number {
  let below = 0;
  for (const [bin, share] of shares.entries()) {
    if (below + share >= level) return (bin + (level - below) / share) / BINS;
    below += share;
  }
  return 1;
}

import { QUANTILE_LEVELS } from '../../../shared/domain/waits/wait-estimate.ts';

const BINS = QUANTILE_LEVELS.length + 1;
const DECILES = 10;

/**
 * Where what happened lies in the forecast's distribution, as shares of ten tenths: flat, over many
 * forecasts, when the distribution is right. A wait that equals several quantiles, as when half of
 * the futures say "at once", counts in equal parts for all of them.
 */
export function pitDeciles(quantiles: readonly number[], actual: number): readonly number[] {
  const lowest = quantiles.filter((quantile) => quantile < actual).length;
  const highest = quantiles.filter((quantile) => quantile <= actual).length;
  const share = 1 / (highest - lowest + 1);
  const deciles = Array.from({ length: DECILES }, () => 0);
  for (let bin = lowest; bin <= highest; bin += 1) {
    const decile = Math.floor((bin * DECILES) / BINS);
    deciles[decile] = (deciles[decile] ?? 0) + share;
  }
  return deciles;
}

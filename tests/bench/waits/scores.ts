import { QUANTILE_LEVELS } from '../../../shared/domain/waits/wait-estimate.ts';
import type { Forecast } from './forecast.ts';

const NEAR_MINUTES = 5;

/** What a subject's forecasts add up to: every score is one of these over the count. */
export type ScoreSums = {
  readonly count: number;
  readonly absolute: number;
  /** Shown less actual: negative when people wait longer than they are shown. */
  readonly bias: number;
  readonly squared: number;
  /** Mean pinball loss over the 19 levels. */
  readonly pinball: number;
  /** Inside q05 to q95. */
  readonly covered: number;
  readonly width: number;
  readonly near: number;
  /** Called after the minutes shown. */
  readonly later: number;
};

export type Scores = {
  readonly mae: number;
  readonly bias: number;
  readonly rmse: number;
  readonly pinball: number;
  readonly coverage: number;
  readonly width: number;
  readonly near: number;
  readonly later: number;
};

const NOTHING: ScoreSums = {
  count: 0,
  absolute: 0,
  bias: 0,
  squared: 0,
  pinball: 0,
  covered: 0,
  width: 0,
  near: 0,
  later: 0,
};

/** Scores one forecast against the minutes it really took. */
export function scoreOf({ minutes, quantiles }: Forecast, actualMinutes: number): ScoreSums {
  const error = minutes - actualMinutes;
  const from = quantiles[0] ?? Number.NaN;
  const to = quantiles.at(-1) ?? Number.NaN;
  return {
    count: 1,
    absolute: Math.abs(error),
    bias: error,
    squared: error * error,
    pinball: meanPinball(quantiles, actualMinutes),
    covered: actualMinutes >= from && actualMinutes <= to ? 1 : 0,
    width: to - from,
    near: Math.abs(error) <= NEAR_MINUTES ? 1 : 0,
    later: actualMinutes > minutes ? 1 : 0,
  };
}

export function addUp(all: readonly ScoreSums[]): ScoreSums {
  const sums = { ...NOTHING };
  for (const one of all) {
    sums.count += one.count;
    sums.absolute += one.absolute;
    sums.bias += one.bias;
    sums.squared += one.squared;
    sums.pinball += one.pinball;
    sums.covered += one.covered;
    sums.width += one.width;
    sums.near += one.near;
    sums.later += one.later;
  }
  return sums;
}

/** Means over all forecasts; NaN where there are none. */
export function meansOf(sums: ScoreSums): Scores {
  return {
    mae: sums.absolute / sums.count,
    bias: sums.bias / sums.count,
    rmse: Math.sqrt(sums.squared / sums.count),
    pinball: sums.pinball / sums.count,
    coverage: sums.covered / sums.count,
    width: sums.width / sums.count,
    near: sums.near / sums.count,
    later: sums.later / sums.count,
  };
}

/** The loss of each quantile, which is least, on average, for the true one. */
function meanPinball(quantiles: readonly number[], actual: number): number {
  const losses = QUANTILE_LEVELS.map((level, index) => {
    const quantile = quantiles[index] ?? Number.NaN;
    return actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

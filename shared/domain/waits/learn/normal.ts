import { normalAbove } from '../rollout/lognormal.ts';

/** `count` evenly spaced quantiles of a normal distribution, ascending. */
export function normalValues(count: number, mean: number, deviation: number): number[] {
  return Array.from(
    { length: count },
    (_, index) => mean + deviation * normalAbove(1 - (index + 0.5) / count),
  );
}

/** `count` evenly spaced quantiles of a lognormal of this mean and coefficient of variation. */
export function lognormalValues(count: number, mean: number, variation: number): number[] {
  const logVariance = Math.log1p(variation ** 2);
  const logMean = Math.log(mean) - logVariance / 2;
  return normalValues(count, logMean, Math.sqrt(logVariance)).map((value) => Math.exp(value));
}

import type { ServiceMinutes } from './learn-from-today.ts';

/** A moment that is not known exactly: its mean and variance, in minutes from now. */
export type Spread = { readonly mean: number; readonly variance: number };

/** The standard normal quantiles at `QUANTILE_LEVELS`. */
const NORMAL_QUANTILES: readonly number[] = [
  -1.644854, -1.281552, -1.036433, -0.841621, -0.67449, -0.524401, -0.38532, -0.253347, -0.125661,
  0, 0.125661, 0.253347, 0.38532, 0.524401, 0.67449, 0.841621, 1.036433, 1.281552, 1.644854,
];

/**
 * From this coefficient of variation on the gamma fits better than the lognormal. Measured against
 * sampled lognormal visits: the rest of a running visit (0.8 to 1) is a gamma to 0.2 minutes a level,
 * any sum of visits (below 0.7) a lognormal to 0.2; the other one misses by three or four times that.
 */
const GAMMA_FROM_VARIATION = 0.75;

/** The 19 quantiles of a wait of this mean and variance: never negative, never falling. */
export function quantilesOf({ mean, variance }: Spread): number[] {
  if (mean <= 0) return NORMAL_QUANTILES.map(() => 0);
  const squaredVariation = variance / mean ** 2;
  return squaredVariation < GAMMA_FROM_VARIATION ** 2
    ? lognormalQuantiles(mean, squaredVariation)
    : gammaQuantiles(mean, squaredVariation);
}

function lognormalQuantiles(mean: number, squaredVariation: number): number[] {
  const logVariance = Math.log1p(squaredVariation);
  const median = mean * Math.exp(-logVariance / 2);
  const sigma = Math.sqrt(logVariance);
  return NORMAL_QUANTILES.map((z) => median * Math.exp(sigma * z));
}

/** By the approximation of Wilson and Hilferty: the cube root of a gamma is nearly normal. */
function gammaQuantiles(mean: number, squaredVariation: number): number[] {
  const ninth = squaredVariation / 9;
  return NORMAL_QUANTILES.map((z) => mean * Math.max(0, 1 - ninth + z * Math.sqrt(ninth)) ** 3);
}

/** What is left of a lognormal visit that has lasted `elapsed` minutes (its residual life). */
export function remainingMinutes({ mean, deviation }: ServiceMinutes, elapsed: number): Spread {
  if (elapsed <= 0) return { mean, variance: deviation ** 2 };
  if (mean <= 0 || deviation <= 0) return { mean: Math.max(0, mean - elapsed), variance: 0 };
  const logVariance = Math.log1p((deviation / mean) ** 2);
  const sigma = Math.sqrt(logVariance);
  const passed = (Math.log(elapsed / mean) + logVariance / 2) / sigma;
  const stillInside = upperTail(passed);
  if (stillInside === 0) return { mean: 0, variance: 0 };
  const total = (mean * upperTail(passed - sigma)) / stillInside;
  const totalSquared =
    (mean ** 2 * Math.exp(logVariance) * upperTail(passed - 2 * sigma)) / stillInside;
  return {
    mean: Math.max(0, total - elapsed),
    variance: Math.max(0, totalSquared - total ** 2),
  };
}

/**
 * The chance that a standard normal exceeds `z`, by the Chebyshev fit of the complementary error
 * function in Numerical Recipes (`erfcc`): a relative error under 1.2e-7 even far out in the tail,
 * which the ratios above depend on.
 */
function upperTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const exponent = ERFC_COEFFICIENTS.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  const tail = (t * Math.exp(exponent - x * x)) / 2;
  return z >= 0 ? tail : 1 - tail;
}

const ERFC_COEFFICIENTS: readonly number[] = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];

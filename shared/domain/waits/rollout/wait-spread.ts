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
export function spreadQuantiles({ mean, variance }: Spread): readonly number[] {
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

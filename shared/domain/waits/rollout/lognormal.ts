/** A lognormal length: the mean and the standard deviation of its logarithm. */
export type Lognormal = { readonly mean: number; readonly deviation: number };

/** Beyond this many deviations (the 99.9 % point) more time says nothing more about what is left. */
const FAR = 3.090232;

/** Below this a length counts as known exactly. */
const EXACT = 1e-9;

/** The mean of the length itself. */
function meanOf({ mean, deviation }: Lognormal): number {
  return Math.exp(mean + deviation ** 2 / 2);
}

/**
 * What is left of a length that has lasted `elapsed` already, at the level `share` (0 to 1) of what
 * may come: section 2.2 of the study of wait predictors (Whitt 1999). In the unit of the law. Past
 * the 99.9 % point it is as if it were there, so that what is left stays bounded.
 */
export function remaining(law: Lognormal, elapsed: number, share: number): number {
  const { mean, deviation } = law;
  if (deviation < EXACT) return Math.max(0, Math.exp(mean) - Math.max(0, elapsed));
  if (elapsed <= 0) return Math.exp(mean - deviation * normalAbove(share));
  const passed = (Math.log(elapsed) - mean) / deviation;
  const from = passed > FAR ? Math.exp(mean + deviation * FAR) : elapsed;
  const tail = (1 - share) * upperTail(Math.min(passed, FAR));
  return Math.max(0, Math.exp(mean + deviation * normalAbove(tail)) - from);
}

/** The mean and the variance of what `remaining` draws. */
export function remainingMoments(
  law: Lognormal,
  elapsed: number,
): { readonly mean: number; readonly variance: number } {
  const { mean, deviation } = law;
  const total = meanOf(law);
  if (deviation < EXACT) return { mean: Math.max(0, total - Math.max(0, elapsed)), variance: 0 };
  if (elapsed <= 0) {
    return { mean: total, variance: total ** 2 * Math.expm1(deviation ** 2) };
  }
  const passed = Math.min((Math.log(elapsed) - mean) / deviation, FAR);
  const from = Math.min(elapsed, Math.exp(mean + deviation * FAR));
  const tail = upperTail(passed);
  const first = (total * upperTail(passed - deviation)) / tail;
  const square = (total ** 2 * Math.exp(deviation ** 2) * upperTail(passed - 2 * deviation)) / tail;
  return { mean: Math.max(0, first - from), variance: Math.max(0, square - first ** 2) };
}

/** The chance that a length is above `elapsed`. */
export function shareAbove({ mean, deviation }: Lognormal, elapsed: number): number {
  if (elapsed <= 0) return 1;
  const passed = Math.log(elapsed) - mean;
  if (deviation < EXACT) return passed < 0 ? 1 : 0;
  return upperTail(passed / deviation);
}

/**
 * The chance that a standard normal exceeds `z`, by the Chebyshev fit of the complementary error
 * function in Numerical Recipes (`erfcc`): a relative error under 1.2e-7 even far out in the tail,
 * which the ratios above depend on.
 */
function upperTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const tail = (t * Math.exp(erfcExponent(t) - x * x)) / 2;
  return z >= 0 ? tail : 1 - tail;
}

function erfcExponent(t: number): number {
  const low = -1.26551223 + t * (1.00002368 + t * (0.37409196 + t * 0.09678418));
  const high = -0.82215223 + t * 0.17087277;
  const middle = -0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * high)));
  return low + t * t * t * t * middle;
}

const CENTRAL_FROM = 0.02425;

/**
 * The value that a standard normal exceeds with the chance `share`, by Acklam's rational
 * approximation (relative error under 1.2e-9).
 */
export function normalAbove(share: number): number {
  if (share < CENTRAL_FROM) return farValue(share);
  if (share > 1 - CENTRAL_FROM) return -farValue(1 - share);
  const q = 0.5 - share;
  const r = q * q;
  const top =
    2.506628277459239 +
    r * (-30.66479806614716 + r * (138.357751867269 + r * (-275.9285104469687 + r * upper(r))));
  const bottom =
    1 +
    r * (-13.28068155288572 + r * (66.80131188771972 + r * (-155.6989798598866 + r * lower(r))));
  return (q * top) / bottom;
}

function upper(r: number): number {
  return 220.9460984245205 + r * -39.69683028665376;
}

function lower(r: number): number {
  return 161.5858368580409 + r * -54.47609879822406;
}

function farValue(share: number): number {
  const q = Math.sqrt(-2 * Math.log(share));
  const top =
    2.938163982698783 +
    q * (4.374664141464968 + q * (-2.549732539343734 + q * (-2.400758277161838 + q * farther(q))));
  const bottom =
    1 +
    q *
      (3.754408661907416 +
        q * (2.445134137142996 + q * (0.3224671290700398 + q * 0.007784695709041462)));
  return -top / bottom;
}

function farther(q: number): number {
  return -0.3223964580411365 + q * -0.007784894002430293;
}

/** The 97.5 % point of the normal distribution: 95 % lie within this many sigma of the middle. */
const Z_95 = 1.959963984540054;

/** Ends of an interval, as shares between 0 and 1. */
export type Interval = { readonly low: number; readonly high: number };

/**
 * The Wilson 95 % score interval of `count` out of `n` (E. B. Wilson, "Probable inference, the law of
 * succession, and statistical inference", JASA 22, 1927, pp. 209-212). Unlike the textbook interval
 * it stays within 0 and 1 and is right for small n. Without any answers it is everything: 0 to 1.
 */
export function wilsonInterval(count: number, n: number): Interval {
  if (n <= 0) return { low: 0, high: 1 };
  const share = count / n;
  const zz = Z_95 * Z_95;
  const middle = (share + zz / (2 * n)) / (1 + zz / n);
  const half = (Z_95 / (1 + zz / n)) * Math.sqrt((share * (1 - share)) / n + zz / (4 * n * n));
  // Rounding of the arithmetic could leave 1e-17 outside, which is no share.
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

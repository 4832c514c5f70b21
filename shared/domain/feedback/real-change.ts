import { mannWhitneyZ } from './rank-test.ts';
import { PERCENT_FROM } from './share.ts';

/** A change counts as real only beyond control limits, which are 3 sigma wide (UX 4.1). */
const SHARE_SIGMAS = 3;
/** The 99.5 % point of the normal distribution: two-sided p < 0.01. */
const WAIT_SIGMAS = 2.5758293035489004;

export type ShareChange = 'better' | 'worse' | 'no-real-change' | 'too-few';
export type WaitChange = 'shorter' | 'longer' | 'no-real-change' | 'too-few';

export type Counted = { readonly count: number; readonly n: number };

/**
 * Says whether the share of happy answers really changed between two spans: the pooled
 * two-proportion z (A. Agresti, "Categorical Data Analysis", 3.2.4), held to 3 sigma. Under 30
 * answers in either span is too few to say.
 */
export function changeInShare(before: Counted, now: Counted): ShareChange {
  if (before.n < PERCENT_FROM || now.n < PERCENT_FROM) return 'too-few';
  const pooled = (before.count + now.count) / (before.n + now.n);
  const sigma = Math.sqrt(pooled * (1 - pooled) * (1 / before.n + 1 / now.n));
  const difference = now.count / now.n - before.count / before.n;
  if (sigma === 0 || Math.abs(difference) <= SHARE_SIGMAS * sigma) return 'no-real-change';
  return difference > 0 ? 'better' : 'worse';
}

/**
 * Says whether waits really became shorter or longer between two spans, given the minutes of each
 * visit: the Mann-Whitney rank test, two-sided p < 0.01. Under 30 visits in either is too few.
 */
export function changeInWaits(before: readonly number[], now: readonly number[]): WaitChange {
  if (before.length < PERCENT_FROM || now.length < PERCENT_FROM) return 'too-few';
  const z = mannWhitneyZ(before, now);
  if (Math.abs(z) <= WAIT_SIGMAS) return 'no-real-change';
  return z > 0 ? 'longer' : 'shorter';
}

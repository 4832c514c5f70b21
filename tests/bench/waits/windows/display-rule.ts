import { type EpochMs, MINUTE_MS } from '../../../../shared/domain/time.ts';
import type { WaitEstimate } from '../../../../shared/domain/waits/wait-estimate.ts';
import { forecastOf } from '../forecast.ts';
import type { ShownTimes } from './window-sums.ts';

/** What is shown of an estimate, given what the same person was shown before. */
export type DisplayRule = (before: ShownTimes, estimate: WaitEstimate, now: EpochMs) => ShownTimes;

const STEP_MINUTES = 5;

/** The median to the nearest five minutes, said anew whenever anything happens. */
export const rawMedian: DisplayRule = (_, estimate, now) => {
  if (estimate.kind === 'unknown') return null;
  const { minutes } = forecastOf(estimate.quantiles);
  return upTo(now + Math.round(minutes / STEP_MINUTES) * STEP_MINUTES * MINUTE_MS);
};

/** The same as a countdown that looks calm: once said, its end is never moved later. */
export const neverRaise: DisplayRule = (before, estimate, now) => {
  const next = rawMedian(before, estimate, now);
  if (before === null || next === null) return next ?? before;
  return upTo(Math.min(before.toAt, next.toAt));
};

function upTo(at: EpochMs): ShownTimes {
  return { fromAt: at, toAt: at, hasEnd: true };
}

import type { MinutesMemory } from './minutes-memory.ts';
import { CLINIC_ROW, type Rows } from './minutes-unknowns.ts';
import { NO_RECENT_DAYS, PACE_VARIANCE, recentChange } from './recent-change.ts';

// Section 2.6 of the study of wait predictors. Its prior of 4 visits for the mean of a kind (a
// standard deviation of 0.28) is split into what a clinic's settings are off by as a whole, what those
// of one service are, and what is left for the kind: so settings that are wrong are corrected for all
// kinds by the first visits of any.
const INSIDE_SHARE = 0.8;
export const PRIOR_LOG_VARIANCE = Math.log1p(0.6 ** 2);
/** How many visits the spread of the prior counts for. */
export const SPREAD_WEIGHT = 8;
const CLINIC_VARIANCE = 0.3 ** 2;
export const SERVICE_VARIANCE = 0.15 ** 2;
export const KIND_VARIANCE = 0.22 ** 2;
const PERFORMER_VARIANCE = 0.2 ** 2;

const NO_DAYS = { days: 1, daysSquared: 1, recent: NO_RECENT_DAYS };

/** What the settings say of a kind's mean, in ln minutes. */
export function priorLog(plannedLog: number): number {
  return plannedLog + Math.log(INSIDE_SHARE) - PRIOR_LOG_VARIANCE / 2;
}

/** The precision (inverse covariance) of all unknowns before anything is seen. */
export function priorPrecision(
  { services, kinds, performers, size }: Rows,
  history: MinutesMemory,
): Float64Array {
  const precision = new Float64Array(size * size);
  precision[CLINIC_ROW] = 1 / CLINIC_VARIANCE;
  for (const row of services.values()) precision[row * size + row] = 1 / SERVICE_VARIANCE;
  for (const row of kinds.values()) precision[row * size + row] = 1 / KIND_VARIANCE;
  const known = new Map(history.performers.map((performer) => [performer.performer, performer]));
  for (const [performer, row] of performers) {
    const { days, daysSquared, recent } = known.get(performer) ?? NO_DAYS;
    // The mean pace of the days remembered varies less, the more of them there are.
    const before = PERFORMER_VARIANCE + (PACE_VARIANCE * daysSquared) / days ** 2;
    const today = PERFORMER_VARIANCE + PACE_VARIANCE + recentChange(recent).variance;
    const determinant = before * today - PERFORMER_VARIANCE ** 2;
    precision[row * size + row] = today / determinant;
    precision[(row + 1) * size + row + 1] = before / determinant;
    precision[(row + 1) * size + row] = -PERFORMER_VARIANCE / determinant;
    precision[row * size + row + 1] = -PERFORMER_VARIANCE / determinant;
  }
  return precision;
}

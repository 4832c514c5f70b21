import type { LogMinutes, PaceLaw } from '../wait-law.ts';
import { shareAbove } from '../rollout/lognormal.ts';
import type { Effect } from './fit-minutes.ts';

/** Somebody inside now: since how many minutes, and what such a visit takes. */
export type RunningVisit = { readonly elapsedMinutes: number; readonly minutes: LogMinutes };

/** In standard deviations; 15 points do for what is close to normal. */
const GRID: readonly number[] = Array.from({ length: 15 }, (_, index) => (index - 7) * 0.4);
/** Less than this inside tells nothing. */
const LEAST_ELAPSED_MINUTES = 0.5;

/**
 * How slow somebody is today on a grid: `effect` knows of the visits finished, and every value counts
 * by the chance that the visit running now would still run. With `missedFinishShare` of the ends not
 * tapped, a visit that seems to run may be over.
 */
export function paceLaw(
  effect: Effect,
  running: RunningVisit | null,
  missedFinishShare: number,
): PaceLaw {
  const deviation = Math.sqrt(effect.variance);
  const effects = GRID.map((z) => effect.mean + z * deviation);
  const weights = effects.map((value, index) => {
    const still = running ? chanceStillInside(running, value) : 1;
    const z = GRID[index] ?? 0;
    return Math.exp((-z * z) / 2) * (still + missedFinishShare * (1 - still));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // So long inside that no pace explains it: then it tells nothing of the pace.
  if (total < Number.MIN_VALUE / Number.EPSILON) return paceLaw(effect, null, missedFinishShare);
  return { effects, shares: weights.map((weight) => weight / total) };
}

function chanceStillInside({ elapsedMinutes, minutes }: RunningVisit, effect: number): number {
  if (elapsedMinutes < LEAST_ELAPSED_MINUTES) return 1;
  const deviation = Math.hypot(minutes.deviation, minutes.meanDeviation);
  return shareAbove({ mean: minutes.mean + effect, deviation }, elapsedMinutes);
}

import { type EpochMs, MINUTE_MS } from '../time.ts';
import type { MeanStation } from './rollout/mean-station.ts';
import { type MeanCall, scheduleOf } from './rollout/schedule.ts';
import type { ServingStation } from './rollout/serving.ts';
import { spreadQuantiles } from './rollout/wait-spread.ts';
import type { WaitEstimate, WaitEstimates, WaitExplanation } from './wait-estimate.ts';
import type { WaitLaw } from './wait-law.ts';
import type { WaitScene } from './wait-scene.ts';

/**
 * How long everybody waiting still has to wait, by the means of the same law: cheap, and a few per
 * cent worse than the simulation (section 1 of the study of wait predictors). The spread adds up
 * along the station that calls them: what is left of its present patient and the visits before
 * theirs. Not in it: who arrives later and what that changes in the order.
 */
export function estimateByMeans(scene: WaitScene, law: WaitLaw): WaitEstimates {
  const { ordered, calls, positions } = scheduleOf(scene, law);
  const estimates = new Map<string, WaitEstimate>();
  for (const { id } of ordered) {
    const call = calls.get(id);
    estimates.set(
      id,
      call === undefined
        ? { kind: 'unknown', reason: 'nobody-serving' }
        : {
            kind: 'known',
            quantiles: quantilesOf(call, scene.now),
            position: positions.get(id) ?? 0,
          },
    );
  }
  for (const { id, status } of scene.entries) {
    if (status === 'held') estimates.set(id, { kind: 'unknown', reason: 'held' });
  }
  return estimates;
}

/** What the wait of everybody waiting is made of, by the same schedule as `estimateByMeans`. */
export function explainWaits(scene: WaitScene, law: WaitLaw): ReadonlyMap<string, WaitExplanation> {
  const { ordered, calls } = scheduleOf(scene, law);
  const explanations = new Map<string, WaitExplanation>();
  for (const { id } of ordered) explanations.set(id, UNEXPLAINED);
  const called = new Map<MeanStation, WaitExplanation['before']>();
  for (const [id, { station, minutes, breakMinutes }] of calls) {
    const before = called.get(station) ?? [];
    explanations.set(id, {
      stationId: station.serving.stationId,
      stationIs: activityOf(station.serving),
      freeInMinutes: station.firstFreeIn,
      before,
      breakMinutes,
    });
    called.set(station, [...before, { entryId: id, minutes }]);
  }
  return explanations;
}

const UNEXPLAINED: WaitExplanation = {
  stationId: null,
  stationIs: null,
  freeInMinutes: 0,
  before: [],
  breakMinutes: 0,
};

function activityOf({ is, inside }: ServingStation): WaitExplanation['stationIs'] {
  if (is === 'paused') return 'paused';
  if (is === 'coming') return 'not-open';
  return inside === null ? 'free' : 'busy';
}

/** Nobody who was put back is called before their pause is over. */
function quantilesOf({ at, entry }: MeanCall, now: EpochMs): readonly number[] {
  const quantiles = spreadQuantiles(at);
  if (entry.notBeforeAt === null || entry.notBeforeAt <= now) return quantiles;
  const earliest = (entry.notBeforeAt - now) / MINUTE_MS;
  return quantiles.map((minutes) => Math.max(minutes, earliest));
}

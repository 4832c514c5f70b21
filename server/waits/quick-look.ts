import { estimateByMeans } from '../../shared/domain/waits/by-means.ts';
import {
  createWaitEstimator,
  type WaitEstimator,
} from '../../shared/domain/waits/estimate-waits.ts';
import type { WaitEstimates } from '../../shared/domain/waits/wait-estimate.ts';
import { explained } from './explained.ts';
import type { WaitsSeen } from './wait-board.ts';
import type { WaitLook } from './wait-look.ts';

/** So many simulated services take a few milliseconds: nobody who checks in waits longer than that. */
const MOST_SERVICES = 2_000;
/** With fewer than the last, a rollout says less than the means do. */
const PATHS = [128, 64, 32, 16];

/**
 * Estimates within a bounded time, for somebody who is to be told at once: the rollout with as many
 * paths as the number of people allows, and by the means alone where even the fewest are too many.
 */
export function createQuickLook(): (look: WaitLook) => WaitsSeen {
  const estimators = new Map<number, WaitEstimator>();
  const estimate = ({ scene, law }: WaitLook): WaitEstimates => {
    const paths = PATHS.find((count) => count * scene.entries.length <= MOST_SERVICES);
    if (paths === undefined) return estimateByMeans(scene, law);
    const estimator = estimators.get(paths) ?? createWaitEstimator({ paths });
    estimators.set(paths, estimator);
    return estimator.estimate(scene, law);
  };
  return (look) => seenWith(estimate, look);
}

/** The same by the means alone. */
export function lookByMeans(look: WaitLook): WaitsSeen {
  return seenWith(({ scene, law }) => estimateByMeans(scene, law), look);
}

function seenWith(estimate: (look: WaitLook) => WaitEstimates, look: WaitLook): WaitsSeen {
  return { scene: look.scene, estimates: estimate(look), explanations: explained(look) };
}

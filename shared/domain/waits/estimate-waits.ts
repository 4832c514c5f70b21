import { DrawsByKey, type Strata, strataOf } from './rollout/draws.ts';
import type { Person } from './rollout/persons.ts';
import { positionsOf } from './rollout/positions.ts';
import { quantilesOf } from './rollout/quantiles.ts';
import { rollOut } from './rollout/roll-out.ts';
import { QUANTILE_LEVELS, type WaitEstimate, type WaitEstimates } from './wait-estimate.ts';
import type { WaitLaw } from './wait-law.ts';
import type { WaitScene } from './wait-scene.ts';

/** Enough by the study of wait predictors (section 2.6): a thousand would be 0.2 % better. */
const DEFAULT_PATHS = 256;

export type WaitEstimator = {
  /**
   * How long everybody waiting still has to wait: the rule of the queue itself, played forward from
   * this instant in as many ways as there are paths, each with its own luck drawn from the law.
   * Those called or inside get no estimate; those on hold get an unknown one.
   */
  readonly estimate: (scene: WaitScene, law: WaitLaw) => WaitEstimates;
};

/**
 * Makes estimates by simulation (section 2.6 of the study of wait predictors). The object keeps
 * nothing but tables of luck: the answer depends on the scene, the law and the number of paths alone.
 */
export function createWaitEstimator({
  paths = DEFAULT_PATHS,
}: { readonly paths?: number } = {}): WaitEstimator {
  const strata = strataOf(paths);
  const draws = new DrawsByKey(paths);
  return {
    estimate(scene, law) {
      draws.startRound();
      return estimated(scene, law, { strata, draws });
    },
  };
}

function estimated(
  scene: WaitScene,
  law: WaitLaw,
  random: { readonly strata: Strata; readonly draws: DrawsByKey },
): WaitEstimates {
  const estimates = new Map<string, WaitEstimate>();
  const { waiting } = rollOut(scene, law, random);
  const positions = positionsOf(
    waiting.map(({ id, line }) => ({ id, stations: line?.stations ?? [] })),
  );
  const levels = law.readLevels ?? QUANTILE_LEVELS;
  for (const person of waiting) {
    estimates.set(
      person.id,
      estimateOf(person, { position: positions.get(person.id) ?? 0, levels }),
    );
  }
  for (const { id, status } of scene.entries) {
    if (status === 'held') estimates.set(id, { kind: 'unknown', reason: 'held' });
  }
  return estimates;
}

/** Known when at least half of the paths have somebody call them. */
function estimateOf(
  { calledAt, calledCount }: Person,
  { position, levels }: { readonly position: number; readonly levels: readonly number[] },
): WaitEstimate {
  if (calledAt === null || calledCount === 0 || calledCount * 2 < calledAt.length) {
    return { kind: 'unknown', reason: 'nobody-serving' };
  }
  return {
    kind: 'known',
    quantiles: quantilesOf(calledAt.subarray(0, calledCount), levels),
    position,
  };
}

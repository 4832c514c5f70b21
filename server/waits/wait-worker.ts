import { parentPort } from 'node:worker_threads';
import { createWaitEstimator } from '../../shared/domain/waits/estimate-waits.ts';
import type { WaitEstimates, WaitExplanation } from '../../shared/domain/waits/wait-estimate.ts';
import { explained } from './explained.ts';
import type { WaitLook } from './wait-look.ts';

export type WaitAnswer =
  | {
      readonly kind: 'estimated';
      readonly estimates: WaitEstimates;
      readonly explanations: ReadonlyMap<string, WaitExplanation>;
    }
  | { readonly kind: 'failed'; readonly problem: string };

/** The study of wait predictors: 200 to 400 are enough. */
const PATHS = 256;

const estimator = createWaitEstimator({ paths: PATHS });

function answer(look: WaitLook): WaitAnswer {
  try {
    const estimates = estimator.estimate(look.scene, look.law);
    return { kind: 'estimated', estimates, explanations: explained(look) };
  } catch (error) {
    return { kind: 'failed', problem: error instanceof Error ? error.message : String(error) };
  }
}

// True because only `WaitThread` starts this file, and sends nothing else.
parentPort?.on('message', (request: WaitLook) => {
  // A port of a thread, which knows no origins.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(answer(request));
});

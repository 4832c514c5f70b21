import type { EpochMs } from '../../../shared/domain/time.ts';
import { estimateByMeans } from '../../../shared/domain/waits/by-means.ts';
import { createWaitEstimator } from '../../../shared/domain/waits/estimate-waits.ts';
import type { RecordedDay } from '../../../shared/domain/waits/recorded/recorded-day.ts';
import type { RecordedEvent } from '../../../shared/domain/waits/recorded/recorded-event.ts';
import type { WaitEstimates } from '../../../shared/domain/waits/wait-estimate.ts';
import { WaitLearner } from '../../../shared/domain/waits/wait-learner.ts';

/** Foyer's own predictor, exactly as `npm run replay` runs it. */
export class Foyer {
  readonly #learner: WaitLearner;

  /** `paths`: how many futures are rolled out. */
  constructor(paths: number) {
    const { estimate } = createWaitEstimator({ paths });
    this.#learner = new WaitLearner({ estimate });
  }

  /** As the log tells it so far. */
  get day(): RecordedDay {
    const { day } = this.#learner;
    if (!day) throw new Error('no event has been taken yet');
    return day;
  }

  take(event: RecordedEvent): void {
    this.#learner.take(event);
  }

  estimates(now: EpochMs): WaitEstimates {
    return this.#learner.estimates(now);
  }

  /** The deterministic version, from the same scene and the same law. */
  byMeans(now: EpochMs): WaitEstimates {
    const [scene, law] = [this.#learner.scene(now), this.#learner.law(now)];
    return scene && law ? estimateByMeans(scene, law) : new Map();
  }
}

import { explainWaits } from '../../shared/domain/waits/by-means.ts';
import type { WaitExplanation } from '../../shared/domain/waits/wait-estimate.ts';
import type { WaitLook } from './wait-look.ts';

/** Each explanation names those before it: of a crowd they are too long to hand from thread to thread. */
const MOST_EXPLAINED = 250;

/** What everybody's wait is made of; in a crowd nothing, and a slip then just takes longer. */
export function explained({ scene, law }: WaitLook): ReadonlyMap<string, WaitExplanation> {
  return scene.entries.length > MOST_EXPLAINED ? new Map() : explainWaits(scene, law);
}

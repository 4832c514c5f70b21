import type { WaitLaw } from '../wait-law.ts';
import type { WaitScene } from '../wait-scene.ts';
import { type Cast, castOf } from './cast.ts';
import type { DrawsByKey, Strata } from './draws.ts';
import { Path } from './path.ts';

/**
 * Lets the clinic go on from the present in as many ways as there are strata. What comes back holds
 * with everybody waiting the milliseconds until they were called, path by path.
 */
export function rollOut(
  scene: WaitScene,
  law: WaitLaw,
  random: { readonly strata: Strata; readonly draws: DrawsByKey },
): Cast {
  const cast = castOf(scene, law, random);
  const path = new Path(cast);
  for (let number = 0; number < random.strata.paths; number += 1) path.run(number);
  return cast;
}

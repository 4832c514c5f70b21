import { createChance } from '../../server/demo/chance.ts';

/**
 * Numbers from 0 up to 1 that a seed repeats. `part` names whose they are, so that leaving other faults
 * out changes nothing for this one.
 */
export function seededRandom(seed: number, part: string): () => number {
  return createChance(`${seed} ${part}`).fraction;
}

/** A whole number from `low` to `high`, both included. */
export function wholeOf(random: () => number, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

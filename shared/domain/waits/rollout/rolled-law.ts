import type { QueuePolicy } from '../../clinic.ts';
import { type EpochMs, MINUTE_MS } from '../../time.ts';
import type { WaitLaw } from '../wait-law.ts';
import { countBelow, type DrawsByKey, type Strata } from './draws.ts';
import { KindTable } from './kinds.ts';
import { valueAt, valueBetween } from './sample.ts';
import { wholeMs } from './whole-ms.ts';

/** What everything in a rollout draws from. */
export type RolledLaw = {
  readonly law: WaitLaw;
  readonly policy: QueuePolicy;
  readonly now: EpochMs;
  readonly strata: Strata;
  readonly draws: DrawsByKey;
  readonly kinds: KindTable;
  /** Milliseconds. */
  readonly turnoverByStratum: Int32Array;
  /** Milliseconds from the booked time to the arrival. */
  readonly offsetByStratum: Float64Array;
  /**
   * For the strata in which staff call out of turn, which come first: how far down those others
   * whom they call is, from 0 to 1.
   */
  readonly outOfTurnPlaces: Float64Array;
};

export function rolledLaw(
  law: WaitLaw,
  scene: { readonly policy: QueuePolicy; readonly now: EpochMs },
  random: { readonly strata: Strata; readonly draws: DrawsByKey },
): RolledLaw {
  const { strata, draws } = random;
  const turnover = law.turnoverMinutes;
  return {
    law,
    policy: scene.policy,
    now: scene.now,
    strata,
    draws,
    kinds: new KindTable(law, draws, strata),
    turnoverByStratum: Int32Array.from(strata.uniform, (share) =>
      wholeMs(valueAt(turnover, share) * MINUTE_MS),
    ),
    offsetByStratum: strata.uniform.map(
      (level) => valueBetween(law.punctuality, level) * MINUTE_MS,
    ),
    outOfTurnPlaces: strata.uniform
      .subarray(0, countBelow(strata, law.outOfTurnShare))
      .map((level) => level / law.outOfTurnShare),
  };
}

import type { RecordedEvent } from '../../../../shared/domain/waits/recorded/recorded-event.ts';

export const SCENARIOS = [
  'base',
  'tail',
  'messy',
  'drift',
  'cold',
  'wrong-settings',
  'legs',
  'bound',
] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** One day of a simulated clinic: what its log says, what came true, and the best that can be said. */
export type SimulatedDay = {
  /** In time order; the first is the clinic's line, the booked follow before the doors open. */
  readonly events: readonly RecordedEvent[];
  /**
   * When somebody was called, by entry: the visit's id for its first queue, "visit#2" for its second.
   * Those who went home are not here.
   */
  readonly calledAt: ReadonlyMap<string, number>;
  /** Every check-in, and every ten minutes while anybody waits; epoch ms, ascending. */
  readonly askAt: readonly number[];
  /**
   * For everybody waiting once all events up to and including `askAt` have happened, by entry: minutes
   * until called, as quantiles at 5 % to 95 % in steps of 5. Those on hold are left out.
   */
  readonly oracle: (askAt: number) => ReadonlyMap<string, readonly number[]>;
};

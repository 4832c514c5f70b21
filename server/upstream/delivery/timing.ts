import { setImmediate as nextTurn, setTimeout as passTime } from 'node:timers/promises';
import type { EpochMs } from '../../../shared/domain/time.ts';

/** Where delivery gets time and chance from: the machine, or a test's own, in which days pass at once. */
export type Timing = {
  /** Milliseconds of a clock that only ever goes forward, evenly, whatever is done to the wall clock. */
  readonly now: () => number;
  /** What people and receivers are told; it may jump. */
  readonly wallNow: () => EpochMs;
  /** Resolves once `ms` have passed, or as soon as the signal is aborted; 0 lets others run. Never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
};

/** The machine's own; its timers do not keep a process alive that has nothing else to do. */
export const machineTiming: Timing = {
  now: () => performance.now(),
  wallNow: () => Date.now(),
  sleep: async (ms, signal) => {
    const options = { ref: false, signal };
    try {
      await (ms > 0 ? passTime(ms, undefined, options) : nextTurn(undefined, options));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  },
  random: Math.random,
};

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Timing } from '../../server/upstream/delivery/timing.ts';

/** What the wall clock shows when a simulation begins: a Saturday at ten in the morning. */
export const BEGINS_AT = Date.UTC(2026, 10, 21, 10, 0);

export type SimulatedTiming = Timing & {
  /** Lets so much time pass; whatever becomes due in it happens at its moment, in order. */
  readonly pass: (ms: number) => Promise<void>;
  /** Lets time pass until it is so, for `limitMs` at most; tells whether it became so. */
  readonly passUntil: (isSo: () => boolean, limitMs: number) => Promise<boolean>;
  /** Somebody sets the wall clock. */
  readonly setWallClockBy: (ms: number) => void;
};

type Sleeper = { readonly at: number; readonly wake: () => void };

/** Time that passes only when a test lets it: days in no time, and always in the same order. */
export function simulatedTiming(random: () => number = () => 0.5): SimulatedTiming {
  let now = 0;
  let wallOffset = BEGINS_AT;
  const sleepers = new Set<Sleeper>();

  const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        sleepers.delete(sleeper);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { at: now + ms, wake };
      if (signal.aborted) return resolve();
      signal.addEventListener('abort', wake, { once: true });
      sleepers.add(sleeper);
    });
  /** Wakes whoever is next, if that is not after `limit`. */
  const step = async (limit: number): Promise<boolean> => {
    // Everything that waits for nothing but a turn of the event loop goes first.
    await nextTurn();
    let next: Sleeper | null = null;
    for (const sleeper of sleepers) if (!next || sleeper.at < next.at) next = sleeper;
    if (!next || next.at > limit) return false;
    now = Math.max(now, next.at);
    next.wake();
    return true;
  };
  return {
    now: () => now,
    // Whole, as the machine's is.
    wallNow: () => Math.floor(now) + wallOffset,
    random,
    sleep,
    pass: async (ms) => {
      const until = now + ms;
      while (await step(until));
      now = until;
    },
    passUntil: async (isSo, limitMs) => {
      const until = now + limitMs;
      while (!isSo()) {
        if (await step(until)) continue;
        now = until;
        return isSo();
      }
      return true;
    },
    setWallClockBy: (ms) => {
      wallOffset += ms;
    },
  };
}

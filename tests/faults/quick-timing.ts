import { machineTiming, type Timing } from '../../server/upstream/delivery/timing.ts';

/** The machine's time, so many times as fast: a deadline of seconds is over in a moment. */
export function quickTiming(timesAsFast: number, random: () => number): Timing {
  return {
    now: () => machineTiming.now() * timesAsFast,
    wallNow: machineTiming.wallNow,
    sleep: (ms, signal) => machineTiming.sleep(ms / timesAsFast, signal),
    random,
  };
}

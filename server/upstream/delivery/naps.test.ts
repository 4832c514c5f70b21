import { beforeEach, expect, test } from 'vitest';
import { simulatedTiming, type SimulatedTiming } from '../../../tests/support/simulated-timing.ts';
import { Naps } from './naps.ts';

let timing: SimulatedTiming;
let naps: Naps;

beforeEach(() => {
  timing = simulatedTiming();
  naps = new Naps(timing);
});

/** Whether it is over after so many milliseconds. */
async function isOverAfter(ms: number, nap: Promise<void>): Promise<boolean> {
  let isOver = false;
  void nap.then(() => {
    isOver = true;
  });
  await timing.pass(ms);
  return isOver;
}

test('a wake ends a nap that waits for one, and only that', async () => {
  const wakeable = isOverAfter(1, naps.untilWoken(1_000));
  naps.wake();
  expect(await wakeable).toBe(true);
  const deaf = isOverAfter(999, naps.deaf(1_000));
  naps.wake();
  expect(await deaf).toBe(false);
});

test('a wake that comes while nobody sleeps is not missed', async () => {
  naps.wake();
  expect(await isOverAfter(0, naps.untilWoken(1_000))).toBe(true);
});

test('a wake that was listened to ends no later nap', async () => {
  naps.wake();
  naps.listen();
  expect(await isOverAfter(999, naps.untilWoken(1_000))).toBe(false);
});

test('the end ends every nap, also those that begin after it', async () => {
  const deaf = isOverAfter(1, naps.deaf(1_000));
  naps.end();
  expect(await deaf).toBe(true);
  expect(await isOverAfter(0, naps.untilWoken(1_000))).toBe(true);
});

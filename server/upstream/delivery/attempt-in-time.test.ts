import { expect, test } from 'vitest';
import { simulatedTiming } from '../../../tests/support/simulated-timing.ts';
import { attemptInTime } from './attempt-in-time.ts';
import type { Attempt } from './destination.ts';

const DONE: Attempt = { kind: 'answered', items: [] };
const NEVER = new Promise<Attempt>(() => {});

function limits(change: { readonly stop?: AbortSignal } = {}) {
  const timing = simulatedTiming();
  const crashes: unknown[] = [];
  const stop = change.stop ?? new AbortController().signal;
  const onCrash = (error: unknown): number => crashes.push(error);
  return { timing, crashes, limits: { deadlineMs: 30_000, timing, stop, onCrash } };
}

test('an answer in time is the attempt, and its connection is left alone', async () => {
  const { timing, limits: within } = limits();
  let given: AbortSignal | null = null;
  const attempt = await attemptInTime(async (signal) => {
    given = signal;
    return DONE;
  }, within);
  await timing.pass(60_000);
  expect(attempt).toEqual(DONE);
  expect(given).toMatchObject({ aborted: false });
});

test('an attempt is over at its deadline although the destination takes no notice', async () => {
  const { timing, limits: within } = limits();
  let ended: Attempt | null = null;
  let given: AbortSignal | null = null;
  const attempt = attemptInTime((signal) => {
    given = signal;
    return NEVER;
  }, within).then((result) => {
    ended = result;
  });
  await timing.pass(29_999);
  expect(ended).toBeNull();
  await timing.pass(1);
  await attempt;
  expect(ended).toMatchObject({ kind: 'failed', failure: 'no-answer' });
  expect(given).toMatchObject({ aborted: true });
});

test('a destination that throws has failed and is told of, at once or later', async () => {
  const { crashes, limits: within } = limits();
  const crash = new TypeError('oh');
  const thrown = await attemptInTime(() => {
    throw crash;
  }, within);
  const rejected = await attemptInTime(() => Promise.reject(crash), within);
  expect([thrown, rejected]).toMatchObject([
    { kind: 'failed', failure: 'not-understood' },
    { kind: 'failed', failure: 'not-understood' },
  ]);
  expect(crashes).toEqual([crash, crash]);
});

test('one that fails after it was given up is not told of', async () => {
  const { timing, crashes, limits: within } = limits();
  const attempt = attemptInTime(
    (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('cut off')));
      }),
    within,
  );
  await timing.pass(30_000);
  await attempt;
  await timing.pass(1);
  expect(crashes).toEqual([]);
});

test('the end of the program ends an attempt', async () => {
  const stop = new AbortController();
  const { limits: within } = limits({ stop: stop.signal });
  const attempt = attemptInTime(() => NEVER, within);
  stop.abort();
  expect(await attempt).toMatchObject({ kind: 'failed' });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOffMs, firstWaitMs, slowBackOffMs } from './back-off.ts';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const failures = fc.integer({ min: 0, max: 3000 });

test.each([
  [0, 500],
  [1, 1_000],
  [3, 4_000],
  [8, 128_000],
  [9, 150_000],
  [2_000, 150_000],
])('after %i failures the wait is drawn evenly: half-way it is %i ms', (count, ms) => {
  expect(backOffMs(count, () => 0.5)).toBe(ms);
});

test('a wait is never longer than five minutes, however long an outage is', () => {
  fc.assert(
    fc.property(failures, chance, (count, drawn) => {
      const ms = backOffMs(count, () => drawn);
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(ms).toBeLessThanOrEqual(300_000);
    }),
  );
});

test('who was turned away waits at least five seconds and at most five minutes', () => {
  fc.assert(
    fc.property(failures, chance, (count, drawn) => {
      const ms = slowBackOffMs(count, () => drawn);
      expect(ms).toBeGreaterThanOrEqual(5_000);
      expect(ms).toBeLessThanOrEqual(300_000);
    }),
  );
});

test('the first attempts after a start are spread over five seconds', () => {
  expect([firstWaitMs(() => 0), firstWaitMs(() => 0.5)]).toEqual([0, 2_500]);
});

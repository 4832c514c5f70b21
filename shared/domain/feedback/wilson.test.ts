import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilsonInterval } from './wilson.ts';

test('354 happy of 412 lie between 82.2 and 88.9 per cent', () => {
  const { low, high } = wilsonInterval(354, 412);

  expect(low * 100).toBeCloseTo(82.2, 1);
  expect(high * 100).toBeCloseTo(88.9, 1);
});

test('28 happy of 34 lie between 66 and 92 per cent', () => {
  const { low, high } = wilsonInterval(28, 34);

  expect(Math.round(low * 100)).toBe(66);
  expect(Math.round(high * 100)).toBe(92);
});

test('without an answer anything is possible', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

const someAnswers = fc
  .integer({ min: 1, max: 200 })
  .chain((n) => fc.record({ n: fc.constant(n), count: fc.integer({ min: 0, max: n }) }));

test('the interval holds the share itself and never leaves 0 to 1', () => {
  fc.assert(
    fc.property(someAnswers, ({ count, n }) => {
      const { low, high } = wilsonInterval(count, n);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(count / n + 1e-12);
      expect(high).toBeGreaterThanOrEqual(count / n - 1e-12);
    }),
  );
});

test('counting the unhappy instead of the happy mirrors the interval', () => {
  fc.assert(
    fc.property(someAnswers, ({ count, n }) => {
      const happy = wilsonInterval(count, n);
      const unhappy = wilsonInterval(n - count, n);
      expect(unhappy.low).toBeCloseTo(1 - happy.high, 10);
      expect(unhappy.high).toBeCloseTo(1 - happy.low, 10);
    }),
  );
});

test('the same share of twice as many answers is known more closely', () => {
  fc.assert(
    fc.property(someAnswers, ({ count, n }) => {
      const some = wilsonInterval(count, n);
      const twice = wilsonInterval(2 * count, 2 * n);
      expect(twice.high - twice.low).toBeLessThan(some.high - some.low);
    }),
  );
});

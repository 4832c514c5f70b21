import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addToSample,
  type BinnedSample,
  equallyLikely,
  meanOf,
  onceEach,
  remainingAfter,
  weightedValues,
} from './binned-sample.ts';

const minutes = fc.double({ min: -60, max: 300, noNaN: true });

test('equally likely values rise, and have the mean of what they stand for', () => {
  fc.assert(
    fc.property(fc.array(minutes, { minLength: 1, maxLength: 80 }), (values) => {
      const sample = equallyLikely(onceEach(values), 40);

      expect(sample).toHaveLength(40);
      expect(sample).toEqual(sample.toSorted((a, b) => a - b));
      expect(meanOf(onceEach(sample))).toBeCloseTo(meanOf(onceEach(values)), 6);
    }),
  );
});

test('a rare long value keeps its place at the end', () => {
  const values = onceEach([...Array<number>(99).fill(2), 35]);

  expect(equallyLikely(values, 100).at(-1)).toBeCloseTo(35, 6);
  expect(equallyLikely(values, 100).at(-2)).toBeCloseTo(2, 6);
});

test('a sample takes little room for any number of values and keeps their mean', () => {
  let sample: BinnedSample = [];
  for (let day = 0; day < 100; day += 1) {
    const values = Array.from({ length: 70 }, (_, index) => ((index * 37 + day * 11) % 900) / 10);
    sample = addToSample(sample, onceEach(values), 1);
  }

  expect(sample.length).toBeLessThan(90);
  expect(meanOf(weightedValues(sample))).toBeCloseTo(44.95, 0);
});

test('values of earlier days fade, and are gone in the end', () => {
  let sample = addToSample([], onceEach([100]), 1);
  sample = addToSample(sample, onceEach([1]), 0.5);

  expect(meanOf(weightedValues(sample))).toBeCloseTo(34, 6);
  for (let day = 0; day < 10; day += 1) sample = addToSample(sample, [], 0.5);
  expect(sample).toEqual([]);
});

test('what has lasted longer than anything known still ends some time', () => {
  const left = remainingAfter(onceEach([5, 10]), 30, 1.5);

  expect(Math.min(...left.map(({ value }) => value))).toBeGreaterThanOrEqual(1.5);
  expect(meanOf(left)).toBeGreaterThan(10);
});

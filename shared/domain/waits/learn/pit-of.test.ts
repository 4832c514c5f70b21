import { expect, test } from 'vitest';
import { pitOf } from './pit-of.ts';

/** 5 minutes at 5 %, 10 at 10 %, up to 95 at 95 %. */
const EVEN = Array.from({ length: 19 }, (_, index) => (index + 1) * 5);

test('what happened as the median said lies at a half', () => {
  expect(pitOf(EVEN, 50)).toBeCloseTo(0.5);
});

test('between two quantiles, and below the first, it lies in between', () => {
  expect(pitOf(EVEN, 52)).toBeCloseTo(0.52);
  expect(pitOf(EVEN, 2)).toBeCloseTo(0.02);
  expect(pitOf(EVEN, 0)).toBe(0);
});

test('beyond the last quantile what is left halves as fast as before it', () => {
  expect(pitOf(EVEN, 100)).toBeCloseTo(0.975);
  expect(pitOf(EVEN, 105)).toBeCloseTo(0.9875);
});

test('of equal quantiles it lies in the middle', () => {
  const sure = Array.from({ length: 19 }, () => 0);

  expect(pitOf(sure, 0)).toBeCloseTo(0.5);
  expect(pitOf(sure, 3)).toBeCloseTo(0.975);
});

test('quantiles that were read at other levels are judged by those', () => {
  const readLevels = EVEN.map((_, index) => 0.2 + index * 0.04);

  expect(pitOf(EVEN, 50, { readLevels })).toBeCloseTo(0.56);
});

test('a truth that is several quantiles at once lies anywhere among their levels', () => {
  const halfNow = EVEN.map((minutes, index) => (index < 9 ? 0 : minutes));
  expect(pitOf(halfNow, 0, { place: 0 })).toBe(0);
  expect(pitOf(halfNow, 0, { place: 1 })).toBeCloseTo(0.45);
});

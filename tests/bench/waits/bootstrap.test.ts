import { expect, test } from 'vitest';
import { ratioInterval } from './bootstrap.ts';

test('days that all say the same leave no doubt about their ratio', () => {
  const days = Array.from({ length: 12 }, () => ({ over: 3, under: 2 }));

  expect(ratioInterval(days)).toEqual({ value: 1.5, low: 1.5, high: 1.5 });
});

test('the ratio is one of sums, in which a busy day weighs more than a quiet one', () => {
  const days = [
    { over: 90, under: 60 },
    { over: 10, under: 20 },
  ];

  expect(ratioInterval(days).value).toBe(1.25);
});

test('of a hundred days, half of them 0 and half 1, the interval is that of the mean', () => {
  const days = Array.from({ length: 100 }, (_, index) => ({ over: index % 2, under: 1 }));
  const { value, low, high } = ratioInterval(days);

  // The mean's standard error is 0.05, and 1.96 of those lie on either side.
  expect(value).toBe(0.5);
  expect(low).toBeCloseTo(0.402, 1);
  expect(high).toBeCloseTo(0.598, 1);
});

test('the same days give the same interval', () => {
  const days = [1, 4, 2, 8, 5, 7].map((over) => ({ over, under: 3 }));

  expect(ratioInterval(days)).toEqual(ratioInterval(days));
});

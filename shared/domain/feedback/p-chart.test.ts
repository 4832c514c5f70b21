import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pChart } from './p-chart.ts';

const usualDay = { good: 80, n: 100 };

test('each day has 3-sigma limits for its own number of answers', () => {
  const chart = pChart([usualDay, { good: 320, n: 400 }]);

  expect(chart.usualPercent).toBe(80);
  expect(chart.days).toEqual([
    { limits: { lowPercent: 68, highPercent: 92 }, isUnusual: false },
    { limits: { lowPercent: 74, highPercent: 86 }, isUnusual: false },
  ]);
});

test('a day outside its limits is unusual and the others are not', () => {
  const chart = pChart([usualDay, usualDay, usualDay, { good: 50, n: 100 }, usualDay]);

  expect(chart.days.map((day) => day.isUnusual)).toEqual([false, false, false, true, false]);
});

test('seven days in a row on one side are unusual, six are not', () => {
  const below = { good: 78, n: 100 };
  const above = { good: 82, n: 100 };
  const six = [below, above, below, ...Array.from({ length: 6 }, () => above), below];
  const seven = [below, above, below, ...Array.from({ length: 7 }, () => above), below];

  expect(pChart(six).days.some((day) => day.isUnusual)).toBe(false);
  expect(pChart(seven).days.map((day) => day.isUnusual)).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
});

test('a day with under 30 answers has no limits and does not break a run', () => {
  const above = { good: 82, n: 100 };
  const run = [...Array.from({ length: 4 }, () => above), { good: 3, n: 29 }];
  const chart = pChart([...run, above, above, above, { good: 60, n: 100 }]);

  expect(chart.days[4]).toEqual({ limits: null, isUnusual: false });
  expect(chart.days.slice(0, 4).every((day) => day.isUnusual)).toBe(true);
});

test('with under 30 answers in all there is no usual share', () => {
  expect(pChart([{ good: 20, n: 29 }])).toEqual({
    usualPercent: null,
    days: [{ limits: null, isUnusual: false }],
  });
  expect(pChart([])).toEqual({ usualPercent: null, days: [] });
});

test('days that are all alike are never unusual, and limits stay within 0 to 100', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 30, max: 60 }),
      fc.nat({ max: 60 }),
      fc.integer({ min: 1, max: 12 }),
      (n, some, count) => {
        const day = { good: Math.min(n, some), n };
        const chart = pChart(Array.from({ length: count }, () => day));
        for (const { limits, isUnusual } of chart.days) {
          expect(isUnusual).toBe(false);
          expect(limits?.lowPercent).toBeGreaterThanOrEqual(0);
          expect(limits?.highPercent).toBeLessThanOrEqual(100);
        }
      },
    ),
  );
});

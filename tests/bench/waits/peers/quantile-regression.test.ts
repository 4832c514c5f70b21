import { expect, test } from 'vitest';
import { fitQuantiles } from './quantile-regression.ts';

/** Waits of 10 minutes and 2 for each one ahead, and any of 0 to 20 more, equally often. */
const ROWS = Array.from({ length: 4200 }, (_, index) => {
  const ahead = index % 10;
  return { features: [ahead], minutes: 10 + 2 * ahead + (index % 21) };
});

test('each level finds its own line through the waits', () => {
  const quantiles = fitQuantiles(ROWS)([5]);

  expect(quantiles[0]).toBeCloseTo(21, -0.5);
  expect(quantiles[9]).toBeCloseTo(30, -0.5);
  expect(quantiles[18]).toBeCloseTo(39, -0.5);
});

test('its quantiles are in order where the lines have crossed, and never below 0', () => {
  const fanning = Array.from({ length: 4200 }, (_, index) => {
    const ahead = index % 10;
    return { features: [ahead], minutes: 20 + (ahead * (index % 21)) / 5 };
  });
  const predict = fitQuantiles(fanning);

  expect(predict([-3])).toEqual(predict([-3]).toSorted((a, b) => a - b));
  expect(predict([-3])[0]).toBeGreaterThan(0);
  expect(predict([-12])[0]).toBe(0);
});

import { expect, test } from 'vitest';
import { forecastOf } from './forecast.ts';
import { addUp, meansOf, scoreOf } from './scores.ts';

/** 1 to 19 minutes: q05 is 1, the median 10, q95 19. */
const ONE_TO_NINETEEN = Array.from({ length: 19 }, (_, index) => index + 1);

test('a forecast of 10 minutes for a wait of 14 is 4 minutes short, near, covered, and outlived', () => {
  expect(scoreOf(forecastOf(ONE_TO_NINETEEN), 14)).toEqual({
    count: 1,
    absolute: 4,
    bias: -4,
    squared: 16,
    // Below 14 the quantiles 1 to 13 cost level × distance: 22.75 in all; above it 15 to 19 cost
    // (1 − level) × distance: 0.25 + 0.4 + 0.45 + 0.4 + 0.25.
    pinball: expect.closeTo((22.75 + 1.75) / 19, 10),
    covered: 1,
    width: 18,
    near: 1,
    later: 1,
  });
});

test('a wait beyond the outermost quantile is not covered', () => {
  expect(scoreOf(forecastOf(ONE_TO_NINETEEN), 20).covered).toBe(0);
});

test('a single quantile that is sure of 10 costs half of what it is off, on average over the levels', () => {
  const sure = { minutes: 10, quantiles: Array.from({ length: 19 }, () => 10) };

  expect(scoreOf(sure, 16).pinball).toBeCloseTo(3, 10);
});

test('means are taken over all forecasts that were added up', () => {
  const early = scoreOf({ minutes: 6, quantiles: [0, 20] }, 12);
  const late = scoreOf({ minutes: 10, quantiles: [8, 9] }, 2);

  expect(meansOf(addUp([early, late]))).toMatchObject({
    mae: 7,
    bias: 1,
    rmse: Math.sqrt(50),
    coverage: 0.5,
    width: 10.5,
    near: 0,
    later: 0.5,
  });
});

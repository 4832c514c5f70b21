import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantilesOf, remainingMinutes } from './spread.ts';

const VISIT = { mean: 15, deviation: 9 };

describe('what is left of a visit', () => {
  test('is all of it at the start, also when the clock was put back since', () => {
    expect(remainingMinutes(VISIT, 0)).toEqual({ mean: 15, variance: 81 });
    expect(remainingMinutes(VISIT, -60)).toEqual({ mean: 15, variance: 81 });
  });

  // Means and deviations of sampled lognormal visits that last longer than the minutes so far.
  test.each([
    [5, 10.6, 8.9],
    [10, 8.7, 8.7],
    [15, 8.3, 8.9],
    [30, 9.2, 9.9],
  ])('after %d minutes is about %d minutes, give or take %d', (elapsed, mean, deviation) => {
    const left = remainingMinutes(VISIT, elapsed);
    expect(left.mean).toBeCloseTo(mean, 0);
    expect(Math.sqrt(left.variance)).toBeCloseTo(deviation, 0);
  });

  test('never goes below nothing, and its end never moves to an earlier time', () => {
    const service = fc.record({
      mean: fc.integer({ min: 1, max: 60 }),
      deviation: fc.integer({ min: 1, max: 60 }),
    });
    const minutes = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(service, minutes, minutes, (visit, a, b) => {
        const [sooner, later] = [Math.min(a, b), Math.max(a, b)];
        const [before, after] = [remainingMinutes(visit, sooner), remainingMinutes(visit, later)];
        expect(after.mean).toBeGreaterThanOrEqual(0);
        expect(after.variance).toBeGreaterThanOrEqual(0);
        expect(later + after.mean).toBeGreaterThanOrEqual(sooner + before.mean - 0.01);
      }),
    );
  });

  test('is the rest of the mean for visits that never vary', () => {
    expect(remainingMinutes({ mean: 15, deviation: 0 }, 6)).toEqual({ mean: 9, variance: 0 });
    expect(remainingMinutes({ mean: 15, deviation: 0 }, 20)).toEqual({ mean: 0, variance: 0 });
  });
});

describe('the quantiles', () => {
  test('of now are all nothing', () => {
    expect(quantilesOf({ mean: 0, variance: 0 })).toEqual(Array.from({ length: 19 }, () => 0));
  });

  test('of a moment known exactly are all that moment', () => {
    for (const minutes of quantilesOf({ mean: 12, variance: 0 })) expect(minutes).toBeCloseTo(12);
  });

  // 5 %, 50 % and 95 % of the exact laws.
  test('of one whole visit are those of its lognormal law', () => {
    const quantiles = quantilesOf({ mean: 15, variance: 81 });
    expect(quantiles[0]).toBeCloseTo(5.17, 1);
    expect(quantiles[9]).toBeCloseTo(12.86, 1);
    expect(quantiles[18]).toBeCloseTo(32.0, 1);
  });

  test('of the rest of a running visit are those of a gamma law, here the exponential', () => {
    const quantiles = quantilesOf({ mean: 10, variance: 100 });
    expect(quantiles[0]).toBeCloseTo(0.51, 0);
    expect(quantiles[9]).toBeCloseTo(6.93, 0);
    expect(quantiles[18]).toBeCloseTo(29.96, 0);
  });

  test('are never negative and never fall', () => {
    const minutes = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(minutes, minutes, (mean, deviation) => {
        const quantiles = quantilesOf({ mean, variance: deviation ** 2 });
        expect(quantiles).toHaveLength(19);
        expect([0, ...quantiles]).toEqual([0, ...quantiles].toSorted((a, b) => a - b));
      }),
    );
  });

  test('keep the mean, but for the tail beyond the last of them', () => {
    const mean = fc.integer({ min: 1, max: 200 });
    const variation = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(mean, variation, (minutes, percent) => {
        const variance = ((minutes * percent) / 100) ** 2;
        const total = quantilesOf({ mean: minutes, variance }).reduce((sum, each) => sum + each, 0);
        expect(total / 19 / minutes).toBeGreaterThan(0.85);
        expect(total / 19 / minutes).toBeLessThanOrEqual(1.001);
      }),
    );
  });
});

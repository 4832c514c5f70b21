import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spreadQuantiles } from './wait-spread.ts';

describe('the quantiles', () => {
  test('of now are all nothing', () => {
    expect(spreadQuantiles({ mean: 0, variance: 0 })).toEqual(Array.from({ length: 19 }, () => 0));
  });

  test('of a moment known exactly are all that moment', () => {
    for (const minutes of spreadQuantiles({ mean: 12, variance: 0 })) {
      expect(minutes).toBeCloseTo(12);
    }
  });

  // 5 %, 50 % and 95 % of the exact laws.
  test('of one whole visit are those of its lognormal law', () => {
    const quantiles = spreadQuantiles({ mean: 15, variance: 81 });
    expect(quantiles[0]).toBeCloseTo(5.17, 1);
    expect(quantiles[9]).toBeCloseTo(12.86, 1);
    expect(quantiles[18]).toBeCloseTo(32.0, 1);
  });

  test('of the rest of a running visit are those of a gamma law, here the exponential', () => {
    const quantiles = spreadQuantiles({ mean: 10, variance: 100 });
    expect(quantiles[0]).toBeCloseTo(0.51, 0);
    expect(quantiles[9]).toBeCloseTo(6.93, 0);
    expect(quantiles[18]).toBeCloseTo(29.96, 0);
  });

  test('are never negative and never fall', () => {
    const minutes = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(minutes, minutes, (mean, deviation) => {
        const quantiles = spreadQuantiles({ mean, variance: deviation ** 2 });
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
        const total = spreadQuantiles({ mean: minutes, variance }).reduce(
          (sum, each) => sum + each,
          0,
        );
        expect(total / 19 / minutes).toBeGreaterThan(0.85);
        expect(total / 19 / minutes).toBeLessThanOrEqual(1.001);
      }),
    );
  });
});

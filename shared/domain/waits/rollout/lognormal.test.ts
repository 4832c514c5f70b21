import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logMinutes } from '../../../../tests/support/wait-scenes.ts';
import { normalAbove, remaining, remainingMoments, shareAbove } from './lognormal.ts';

const VISIT = logMinutes(15, 0.6);
const KNOWN = logMinutes(15, 0);

/** The mean and the deviation of what is left, over draws spread evenly over what may come. */
function drawn(elapsed: number): { readonly mean: number; readonly deviation: number } {
  const draws = Array.from({ length: 20_000 }, (_, index) =>
    remaining(VISIT, elapsed, (index + 0.5) / 20_000),
  );
  const mean = draws.reduce((sum, minutes) => sum + minutes, 0) / draws.length;
  const squares = draws.reduce((sum, minutes) => sum + (minutes - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / draws.length) };
}

describe('what is left of a visit', () => {
  // Means and deviations of sampled lognormal visits that last longer than the minutes so far.
  test.each([
    [0, 15, 9],
    [5, 10.6, 8.9],
    [10, 8.7, 8.7],
    [15, 8.3, 8.9],
    [30, 9.2, 9.9],
  ])('after %d minutes is about %d minutes, give or take %d', (elapsed, mean, deviation) => {
    const moments = remainingMoments(VISIT, elapsed);
    expect(moments.mean).toBeCloseTo(mean, 0);
    expect(Math.sqrt(moments.variance)).toBeCloseTo(deviation, 0);
  });

  test('is drawn with the very mean and deviation that the formula gives', () => {
    for (const elapsed of [0, 2, 8, 15, 40, 90, 600]) {
      const moments = remainingMoments(VISIT, elapsed);
      expect(drawn(elapsed).mean).toBeCloseTo(moments.mean, 2);
      expect(drawn(elapsed).deviation).toBeCloseTo(Math.sqrt(moments.variance), 1);
    }
  });

  test('is all of it at the start, also when the clock was put back since', () => {
    expect(remaining(VISIT, 0, 0.5)).toBeCloseTo(12.86, 2);
    expect(remaining(VISIT, -60, 0.5)).toBe(remaining(VISIT, 0, 0.5));
    expect(remainingMoments(VISIT, -60)).toEqual(remainingMoments(VISIT, 0));
  });

  test('stays the same from where hardly any visit lasts that long', () => {
    expect(remaining(VISIT, 100_000, 0.9)).toBe(remaining(VISIT, 100, 0.9));
    expect(remaining(VISIT, 100_000, 0.999)).toBeLessThan(120);
  });

  test('is the rest of the mean for visits that never vary', () => {
    expect(remaining(KNOWN, 6, 0.1)).toBeCloseTo(9);
    expect(remaining(KNOWN, 20, 0.9)).toBe(0);
    expect(remainingMoments(KNOWN, 20)).toEqual({ mean: 0, variance: 0 });
  });

  test('never goes below nothing, and its end never moves to an earlier time', () => {
    const minutes = fc.integer({ min: 0, max: 300 });
    const level = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
    const visit = fc.record({
      mean: fc.integer({ min: 1, max: 60 }),
      percent: fc.integer({ min: 0, max: 150 }),
    });
    fc.assert(
      fc.property(visit, minutes, minutes, level, ({ mean, percent }, a, b, share) => {
        const about = logMinutes(mean, percent / 100);
        const [sooner, later] = [Math.min(a, b), Math.max(a, b)];
        const [before, after] = [remaining(about, sooner, share), remaining(about, later, share)];
        expect(after).toBeGreaterThanOrEqual(0);
        expect(later + after).toBeGreaterThanOrEqual(sooner + before - 0.01);
      }),
    );
  });
});

test('the share of visits that last longer is that of the lognormal law', () => {
  expect(shareAbove(VISIT, 0)).toBe(1);
  expect(shareAbove(VISIT, 30)).toBeCloseTo(0.0633, 3);
  expect(shareAbove(KNOWN, 14.9)).toBe(1);
  expect(shareAbove(KNOWN, 15.1)).toBe(0);
});

test('what a normal exceeds with a given chance is that of the tables', () => {
  expect(normalAbove(0.5)).toBeCloseTo(0, 8);
  expect(normalAbove(0.2)).toBeCloseTo(0.84162123, 8);
  expect(normalAbove(0.975)).toBeCloseTo(-1.95996398, 7);
  expect(normalAbove(0.001)).toBeCloseTo(3.09023231, 7);
});

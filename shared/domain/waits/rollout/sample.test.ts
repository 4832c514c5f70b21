import { describe, expect, test } from 'vitest';
import {
  momentsOf,
  restAbove,
  restAt,
  restMoments,
  shareBelow,
  valueAt,
  valueBetween,
} from './sample.ts';

const MINUTES = [1, 2, 3, 4, 10];

test('every value of a sample is as likely as any other', () => {
  expect([0.1, 0.3, 0.5, 0.7, 0.9].map((level) => valueAt(MINUTES, level))).toEqual(MINUTES);
  expect([valueAt(MINUTES, 0), valueAt(MINUTES, 1)]).toEqual([1, 10]);
  expect(momentsOf(MINUTES)).toEqual({ mean: 4, variance: 10 });
});

describe('what is left of something that lasts', () => {
  test('are the longer values of its sample', () => {
    const rest = restAbove(MINUTES, 2.5);
    expect([0.2, 0.5, 0.9].map((level) => restAt(rest, level))).toEqual([0.5, 1.5, 7.5]);
    expect(restMoments(rest).mean).toBeCloseTo(17 / 3 - 2.5);
  });

  test('is exponential beyond the longest of them', () => {
    const rest = restAbove(MINUTES, 11);
    expect(restAt(rest, 0.5)).toBeCloseTo(4 * Math.LN2);
    expect(restMoments(rest)).toEqual({ mean: 4, variance: 16 });
  });

  test('is nothing beyond a sample of nothing', () => {
    expect(restAt(restAbove([0], 3), 0.9)).toBe(0);
  });
});

describe('between the values of a sample', () => {
  test('shares grow along straight lines', () => {
    expect(shareBelow(MINUTES, 0.5)).toBe(0);
    expect(shareBelow(MINUTES, 1.5)).toBe(0.125);
    expect(shareBelow(MINUTES, 7)).toBe(0.875);
    expect(shareBelow(MINUTES, 10)).toBe(1);
  });

  test('the value of a share is the inverse', () => {
    for (const share of [0, 0.1, 0.125, 0.6, 0.99]) {
      expect(shareBelow(MINUTES, valueBetween(MINUTES, share))).toBeCloseTo(share);
    }
    expect(valueBetween([7], 0.4)).toBe(7);
  });

  test('a sample of one value is below everything from it on', () => {
    expect([shareBelow([7], 6.9), shareBelow([7], 7)]).toEqual([0, 1]);
  });
});

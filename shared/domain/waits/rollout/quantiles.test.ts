import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../time.ts';
import { quantilesOf } from './quantiles.ts';

const WAITS = () => Int32Array.of(4, 1, 3, 2).map((minutes) => minutes * MINUTE_MS);

test('quantiles of simulated waits lie on straight lines between them', () => {
  expect(quantilesOf(WAITS(), [0.125, 0.25, 0.5, 0.875])).toEqual([1, 1.5, 2.5, 4]);
});

test('beyond the shortest and the longest there is nothing to read', () => {
  expect(quantilesOf(WAITS(), [0, 0.01, 0.99, 1])).toEqual([1, 1, 4, 4]);
});

test('quantiles never fall, whatever levels they are read at', () => {
  expect(quantilesOf(WAITS(), [0.5, 0.25, 0.875])).toEqual([2.5, 2.5, 4]);
});

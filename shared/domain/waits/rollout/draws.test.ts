import { expect, test } from 'vitest';
import { countBelow, DrawsByKey, strataOf, TURN } from './draws.ts';

test('over the paths every quantity takes each of its strata exactly once', () => {
  const draw = new DrawsByKey(64).of('q1').of('visit');
  expect([...draw].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, n) => n));
});

test('what is drawn depends on what it is for, and on nothing else', () => {
  const draws = new DrawsByKey(64);
  const first = draws.of('q1').of('visit');
  expect(draws.of('q2').of('visit')).not.toEqual(first);
  expect(draws.of('q1').of('turnover')).not.toEqual(first);
  const others = new DrawsByKey(64);
  others.of('q9').of('turnover');
  expect(others.of('q1').of('visit')).toEqual(first);
});

test('the draws of a turn are those of its purposes, side by side', () => {
  const draws = new DrawsByKey(64).of('q1');
  const turn = draws.turn();
  const orders = Array.from({ length: 64 }, (_, path) => turn[path * TURN.count + TURN.order]);
  const visits = Array.from({ length: 64 }, (_, path) => turn[path * TURN.count + TURN.visit]);
  expect(orders).toEqual([...draws.of('order')]);
  expect(visits).toEqual([...draws.of('visit')]);
});

test('something happens in the strata whose middle is below its chance', () => {
  const counts = [-1, 0, 0.1, 0.125, 0.126, 0.5, 0.875, 0.876, 1, 2].map((share) =>
    countBelow(strataOf(4), share),
  );
  expect(counts).toEqual([0, 0, 0, 0, 1, 2, 3, 4, 4, 4]);
});

test('two quantities are as good as independent', () => {
  const { normal } = strataOf(256);
  const draws = new DrawsByKey(256);
  let largest = 0;
  for (let number = 0; number < 40; number += 1) {
    const a = draws.of(`q${number}`).of('visit');
    const b = draws.of(`q${number + 1}`).of('visit');
    const products = [...a].map(
      (stratum, path) => (normal[stratum] ?? 0) * (normal[b[path] ?? 0] ?? 0),
    );
    largest = Math.max(largest, Math.abs(products.reduce((sum, each) => sum + each, 0) / 256));
  }
  // Three and a half times the deviation that a correlation of 256 independent pairs has.
  expect(largest).toBeLessThan(0.22);
});

test('only what a whole round did not ask for is forgotten', () => {
  const draws = new DrawsByKey(8);
  const kept = draws.of('kept');
  const dropped = draws.of('dropped');
  draws.startRound();
  expect(draws.of('kept')).toBe(kept);
  draws.startRound();
  expect(draws.of('kept')).toBe(kept);
  expect(draws.of('dropped')).not.toBe(dropped);
});

test('the strata of a normal quantity have its mean and very nearly its deviation', () => {
  const { normal, exponential } = strataOf(256);
  expect(normal.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 6);
  expect(normal.reduce((sum, each) => sum + each ** 2, 0) / 256).toBeGreaterThan(0.98);
  expect(exponential.reduce((sum, each) => sum + each, 0) / 256).toBeCloseTo(1, 2);
});

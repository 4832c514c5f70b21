import { expect, test } from 'vitest';

import {
  chanceAbove,
  drawAbove,
  drawMinutesBeyond,
  inverseNormal,
  lnMinutesOf,
  meanMinutes,
  mixOf,
  upperTail,
} from './normal-law.ts';
import { randomFor } from './random.ts';

test('the upper tail of the normal law is as in the tables, far out too', () => {
  expect(upperTail(0)).toBeCloseTo(0.5, 6);
  expect(upperTail(1.96)).toBeCloseTo(0.0249979, 6);
  expect(upperTail(-1)).toBeCloseTo(0.8413447, 6);
  expect(upperTail(8) / 6.22096e-16).toBeCloseTo(1, 4);
});

test('the inverse takes a chance back to its value', () => {
  for (const z of [-5, -2, -0.3, 0, 1, 2.5]) {
    expect(inverseNormal(1 - upperTail(z))).toBeCloseTo(z, 4);
  }
});

test('minutes have the mean that was asked for', () => {
  expect(meanMinutes(lnMinutesOf(14, 0.45))).toBeCloseTo(14, 9);
});

test('a value above a bound follows what is left of each part of the law', () => {
  const law = mixOf([
    { share: 0.9, law: [{ share: 1, mean: 0, deviation: 1 }] },
    { share: 0.1, law: [{ share: 1, mean: 5, deviation: 1 }] },
  ]);
  const random = randomFor(1, 'test');
  const values = Array.from({ length: 4000 }, () => drawAbove(law, 2, random));

  expect(Math.min(...values)).toBeGreaterThan(2);
  const expected = chanceAbove(law, 5) / chanceAbove(law, 2);
  expect(values.filter((value) => value > 5).length / 4000).toBeCloseTo(expected, 1);
});

test('minutes beyond those elapsed are longer than those, whatever the shift', () => {
  const random = randomFor(2, 'test');
  const law = lnMinutesOf(10, 0.5);
  const minutes = Array.from({ length: 500 }, () =>
    drawMinutesBeyond(law, { elapsed: 25, shift: 0.2 }, random),
  );

  expect(Math.min(...minutes)).toBeGreaterThan(25);
});

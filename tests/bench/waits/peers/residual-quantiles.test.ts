import { expect, test } from 'vitest';
import { residualQuantiles } from './residual-quantiles.ts';

test('a peer that was 0 to 20 minutes short when it said 30 spreads by that around 30', () => {
  const short = Array.from({ length: 21 }, (_, index) => ({ shown: 30, actual: 30 + index }));
  const right = Array.from({ length: 189 }, (_, index) => ({
    shown: index / 10,
    actual: index / 10,
  }));
  const spread = residualQuantiles([...short, ...right]);

  expect(spread?.(30).map((minutes) => Math.round(minutes))).toEqual(
    Array.from({ length: 19 }, (_, index) => 31 + index),
  );
  expect(spread?.(5).at(-1)).toBe(5);
});

test('with no past there is no spread', () => {
  expect(residualQuantiles([])).toBeNull();
});

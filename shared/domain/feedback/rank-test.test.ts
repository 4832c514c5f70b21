import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mannWhitneyZ } from './rank-test.ts';

test('two spans without ties give the textbook z', () => {
  // U = 35, mean 25, sigma √(10·5·16/12) = 8.165: (35 − 25 − 0.5) / 8.165.
  const before = [1.15, 0.88, 0.9, 0.74, 1.21];
  const now = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];

  expect(mannWhitneyZ(before, now)).toBeCloseTo(1.1635, 4);
});

test('ties narrow the spread as the correction says', () => {
  // Ranks of now: 4, 4, 6, 7 (21), U = 11, mean 6; ties of 3 at one value: 24.
  // Variance 12/12 · (8 − 24/(7·6)) = 7.4286: (11 − 6 − 0.5) / 2.7255.
  expect(mannWhitneyZ([1, 2, 3], [3, 3, 4, 5])).toBeCloseTo(1.651, 3);
});

test('values that are all the same do not differ', () => {
  expect(mannWhitneyZ([5, 5, 5], [5, 5])).toBe(0);
  expect(mannWhitneyZ([], [])).toBe(0);
});

const minutes = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 20 });

test('swapping the spans turns the sign and nothing else', () => {
  fc.assert(
    fc.property(minutes, minutes, (a, b) => {
      expect(mannWhitneyZ(a, b)).toBeCloseTo(-mannWhitneyZ(b, a), 9);
    }),
  );
});

test('only the order of the values counts', () => {
  fc.assert(
    fc.property(minutes, minutes, (a, b) => {
      expect(mannWhitneyZ(stretched(a), stretched(b))).toBeCloseTo(mannWhitneyZ(a, b), 9);
    }),
  );
});

function stretched(values: readonly number[]): readonly number[] {
  return values.map((value) => value ** 2 + 3);
}

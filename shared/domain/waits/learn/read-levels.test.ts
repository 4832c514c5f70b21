import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QUANTILE_LEVELS } from '../wait-estimate.ts';
import { learnPits, NO_PITS, readLevels } from './read-levels.ts';

const EVEN = Array.from({ length: 100 }, (_, index) => (index + 0.5) / 100);

function after(days: number, pits: readonly number[]): readonly number[] | null {
  let histogram = NO_PITS;
  for (let day = 0; day < days; day += 1) histogram = learnPits(histogram, pits, 2 ** -0.1);
  return readLevels(histogram);
}

test('levels that hold what they promise are read as they are', () => {
  expect(after(40, EVEN)).toBeNull();
});

test('ranges that were too narrow are read wider, as far as there is evidence', () => {
  const narrow = EVEN.map((level) => (level < 0.5 ? level ** 2 * 2 : 1 - (1 - level) ** 2 * 2));
  const early = after(2, narrow);
  const late = after(40, narrow);

  expect(early?.[0]).toBeLessThan(0.05);
  expect(late?.[0]).toBeLessThan(early?.[0] ?? 0);
  expect(late?.[18]).toBeGreaterThan(0.96);
  expect(late?.[9]).toBeCloseTo(0.5, 6);
});

test('whatever happened, levels rise from one to the next and stay between 0 and 1', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 200 }),
      fc.integer({ min: 0, max: 40 }),
      (pits, days) => {
        const levels = after(days, pits) ?? QUANTILE_LEVELS;

        expect(levels).toHaveLength(19);
        for (const [index, level] of levels.entries()) {
          expect(level).toBeGreaterThan(levels[index - 1] ?? 0);
          expect(level).toBeLessThan(1);
        }
      },
    ),
    { numRuns: 50 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeInShare, changeInWaits } from './real-change.ts';

test('a share that moved beyond 3 sigma is better or worse', () => {
  const poor = { count: 210, n: 300 };
  const good = { count: 255, n: 300 };

  expect(changeInShare(poor, good)).toBe('better');
  expect(changeInShare(good, poor)).toBe('worse');
});

test('a move that two sigma would call real is not enough', () => {
  // z = 2.48 between 80 % and 88 %.
  expect(changeInShare({ count: 200, n: 250 }, { count: 220, n: 250 })).toBe('no-real-change');
});

test('under 30 answers in either span is too few, however different they look', () => {
  expect(changeInShare({ count: 0, n: 29 }, { count: 300, n: 300 })).toBe('too-few');
  expect(changeInShare({ count: 300, n: 300 }, { count: 0, n: 29 })).toBe('too-few');
  expect(changeInShare({ count: 0, n: 30 }, { count: 30, n: 30 })).toBe('better');
});

test('everybody happy in both spans is no change', () => {
  expect(changeInShare({ count: 40, n: 40 }, { count: 90, n: 90 })).toBe('no-real-change');
});

const around = (minutes: number, n: number): readonly number[] =>
  Array.from({ length: n }, (_, index) => minutes + (index % 11) - 5);

test('waits that are plainly lower are shorter, and the other way round longer', () => {
  expect(changeInWaits(around(20, 60), around(14, 60))).toBe('shorter');
  expect(changeInWaits(around(14, 60), around(20, 60))).toBe('longer');
});

test('one very long wait does not make waits longer', () => {
  expect(changeInWaits(around(20, 60), [...around(20, 60), 600])).toBe('no-real-change');
});

test('under 30 visits in either span is too few for waits', () => {
  expect(changeInWaits(around(20, 29), around(5, 60))).toBe('too-few');
  expect(changeInWaits(around(20, 60), around(5, 29))).toBe('too-few');
});

test('a span never differs from itself', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 80 }), (minutes) => {
      expect(['no-real-change', 'too-few']).toContain(changeInWaits(minutes, minutes));
    }),
  );
});

test('what got better one way got worse the other way', () => {
  const counted = fc
    .integer({ min: 25, max: 60 })
    .chain((n) => fc.record({ n: fc.constant(n), count: fc.nat({ max: n }) }));
  const opposite = { better: 'worse', worse: 'better' } as const;
  fc.assert(
    fc.property(counted, counted, (a, b) => {
      const change = changeInShare(a, b);
      const back = changeInShare(b, a);
      expect(back).toBe(change === 'better' || change === 'worse' ? opposite[change] : change);
    }),
  );
});

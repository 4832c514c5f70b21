import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOf } from './share.ts';

test('under 10 answers nothing is said, not even how many were happy', () => {
  expect(shareOf(9, 9)).toEqual({ kind: 'none', n: 9 });
  expect(shareOf(0, 0)).toEqual({ kind: 'none', n: 0 });
});

test('10 to 29 answers give counts only', () => {
  expect(shareOf(8, 10)).toEqual({ kind: 'counts', count: 8, n: 10 });
  expect(shareOf(25, 29)).toEqual({ kind: 'counts', count: 25, n: 29 });
});

test('from 30 answers a share in whole per cent comes with its interval', () => {
  expect(shareOf(28, 34)).toEqual({
    kind: 'share',
    count: 28,
    n: 34,
    percent: 82,
    lowPercent: 66,
    highPercent: 92,
  });
  expect(shareOf(354, 412)).toEqual({
    kind: 'share',
    count: 354,
    n: 412,
    percent: 86,
    lowPercent: 82,
    highPercent: 89,
  });
});

test('a share lies within its interval and all three are whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 300 }), fc.nat({ max: 300 }), (n, some) => {
      const share = shareOf(Math.min(some, n), n);
      if (share.kind !== 'share') throw new Error('30 answers must give a share');
      expect(share.lowPercent).toBeLessThanOrEqual(share.percent);
      expect(share.percent).toBeLessThanOrEqual(share.highPercent);
      expect([share.lowPercent, share.percent, share.highPercent].every(Number.isInteger)).toBe(
        true,
      );
    }),
  );
});

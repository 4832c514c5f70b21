import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOON, noonPlus } from '../../../../tests/support/queue-builders.ts';
import { type ShownWait, type WaitWords, wordsForWait } from './shown-wait.ts';

function windowOf(from: number, to: number): ShownWait {
  return { kind: 'window', fromAt: noonPlus(from), toAt: noonPlus(to) };
}

test('a window is told as it was issued', () => {
  expect(wordsForWait(windowOf(15, 30), NOON)).toEqual({ kind: 'range', from: 15, to: 30 });
});

test('a window counts down as the minutes pass, and does not grow', () => {
  const told = [0, 1, 2, 3, 5, 7, 8, 10, 12, 13, 20, 25, 30].map((minute) => {
    const words = wordsForWait(windowOf(15, 30), noonPlus(minute));
    return words.kind === 'range' ? `${words.from}-${words.to}` : Object.values(words).join(' ');
  });
  expect(told).toEqual([
    '15-30',
    '15-30',
    '15-30',
    '10-30',
    '10-25',
    '10-25',
    '5-25',
    '5-20',
    '5-20',
    'up-to 20',
    'up-to 10',
    'up-to 5',
    'up-to 5',
  ]);
});

test('a clock rounded down to the minute tells the same as the second it was issued', () => {
  const issuedAt = NOON + 59_000;
  const wait = { kind: 'window', fromAt: issuedAt + 300_000, toAt: issuedAt + 1_500_000 } as const;

  expect(wordsForWait(wait, issuedAt)).toEqual({ kind: 'range', from: 5, to: 25 });
  expect(wordsForWait(wait, NOON)).toEqual({ kind: 'range', from: 5, to: 25 });
});

test('a window that starts now is told as its end', () => {
  expect(wordsForWait(windowOf(0, 10), NOON)).toEqual({ kind: 'up-to', minutes: 10 });
});

test('a window that has begun is told as its end', () => {
  expect(wordsForWait(windowOf(-20, 10), NOON)).toEqual({ kind: 'up-to', minutes: 10 });
});

test('"up to" never says less than 5 minutes', () => {
  expect(wordsForWait(windowOf(0, 0), NOON)).toEqual({ kind: 'up-to', minutes: 5 });
});

test('the promise is late only once its time has passed', () => {
  expect(wordsForWait(windowOf(-15, 0), NOON).kind).toBe('up-to');
  expect(wordsForWait(windowOf(-15, 0), NOON + 1)).toEqual({ kind: 'late' });
});

test('from an hour on no number is told', () => {
  expect(wordsForWait(windowOf(60, 75), NOON)).toEqual({ kind: 'over-an-hour' });
  expect(wordsForWait(windowOf(55, 75), NOON)).toEqual({ kind: 'range', from: 55, to: 75 });
});

test('a range wider than 45 minutes is told as its start', () => {
  expect(wordsForWait(windowOf(20, 70), NOON)).toEqual({ kind: 'more-than', minutes: 20 });
  expect(wordsForWait(windowOf(20, 65), NOON)).toEqual({ kind: 'range', from: 20, to: 65 });
});

test.each(['nobody-serving', 'held', 'not-trusted'] as const)(
  'a wait unknown because %s is not told',
  (reason) => {
    expect(wordsForWait({ kind: 'unknown', reason }, NOON)).toEqual({ kind: 'unknown' });
  },
);

test('while it is not late, nobody is told an end more than a minute before the promised one', () => {
  const minutes = fc.integer({ min: 0, max: 90 });
  fc.assert(
    fc.property(minutes, minutes, minutes, (from, width, passed) => {
      const words = wordsForWait(windowOf(from, from + width), noonPlus(passed));
      const left = from + width - passed;
      expect(words.kind === 'late').toBe(left < 0);
      expect(latestTold(words)).toBeGreaterThanOrEqual(left - 1);
    }),
  );
});

function latestTold(words: WaitWords): number {
  if (words.kind === 'up-to') return words.minutes;
  return words.kind === 'range' ? words.to : Infinity;
}

import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { waitLines } from './wait-lines.ts';

const NOW = 1_792_000_000_000;

function window(fromMinutes: number, toMinutes: number) {
  return {
    kind: 'window' as const,
    fromAt: NOW + fromMinutes * MINUTE_MS,
    toAt: NOW + toMinutes * MINUTE_MS,
  };
}

test('a range comes with the clock times it was promised for', () => {
  const wait = window(10, 25);

  expect(waitLines(wait, NOW)).toEqual({
    words: { kind: 'range', from: 10, to: 25 },
    clock: { kind: 'from-to', fromAt: wait.fromAt, toAt: wait.toAt },
    news: { kind: 'from-to', fromAt: wait.fromAt, toAt: wait.toAt },
  });
});

test('a wait that may end at any moment says only by when', () => {
  const wait = window(0, 5);

  expect(waitLines(wait, NOW).clock).toEqual({ kind: 'until', toAt: wait.toAt });
});

test('a promise that was not kept shows no clock time any more', () => {
  expect(waitLines(window(-20, -1), NOW)).toEqual({
    words: { kind: 'late' },
    clock: null,
    news: null,
  });
});

test('an unknown wait has no clock times', () => {
  expect(waitLines({ kind: 'unknown', reason: 'nobody-serving' }, NOW)).toEqual({
    words: { kind: 'unknown' },
    clock: null,
    news: null,
  });
});

test('what is read aloud of a window stays the same as it counts down', () => {
  const wait = window(10, 25);

  expect(waitLines(wait, NOW + 20 * MINUTE_MS)).toEqual({
    words: { kind: 'up-to', minutes: 5 },
    clock: { kind: 'until', toAt: wait.toAt },
    news: { kind: 'from-to', fromAt: wait.fromAt, toAt: wait.toAt },
  });
});

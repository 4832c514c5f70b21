import { expect, test } from 'vitest';
import { minutesText, secondsUntil } from './countdown.ts';

test('a second that has begun counts whole, and time that is over is none', () => {
  expect(secondsUntil(30_000, 0)).toBe(30);
  expect(secondsUntil(30_000, 29_001)).toBe(1);
  expect(secondsUntil(30_000, 30_000)).toBe(0);
  expect(secondsUntil(30_000, 99_000)).toBe(0);
});

test('seconds are said as minutes and two digits', () => {
  expect(minutesText(5)).toBe('0:05');
  expect(minutesText(900)).toBe('15:00');
});

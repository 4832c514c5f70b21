import { expect, test } from 'vitest';
import { isEchoOf } from './double-touch.ts';

const first = { x: 500, y: 1600, at: 1_000, screen: 'letter' };

test('a second touch on the same spot does not answer the screen that has just come up', () => {
  expect(isEchoOf({ x: 510, y: 1605, at: 1_300, screen: 'appointment' }, first)).toBe(true);
});

test('two touches on one screen are both meant: a keypad is typed on quickly', () => {
  expect(isEchoOf({ ...first, at: 1_100 }, first)).toBe(false);
});

test('a touch elsewhere or after a moment is meant', () => {
  expect(isEchoOf({ x: 500, y: 900, at: 1_200, screen: 'appointment' }, first)).toBe(false);
  expect(isEchoOf({ ...first, at: 1_600, screen: 'appointment' }, first)).toBe(false);
  expect(isEchoOf(first, null)).toBe(false);
});

import { expect, test } from 'vitest';
import {
  afterRest,
  isPlayedWith,
  measured,
  NO_TOUCHES,
  type TouchLog,
  withTouch,
} from './touch-log.ts';

const NOON = new Date(2026, 4, 4, 12).getTime();

function touches(...seconds: readonly number[]): TouchLog {
  return seconds.reduce((log, second) => withTouch(log, NOON + second * 1_000), NO_TOUCHES);
}

test('the first touch of the day has none before it', () => {
  expect(measured(NO_TOUCHES, touches(0))).toEqual({ recentTouches: 1, sinceLastTouchMs: null });

  const yesterday = withTouch(NO_TOUCHES, NOON - 86_400_000);
  expect(measured(yesterday, withTouch(yesterday, NOON)).sinceLastTouchMs).toBeNull();
});

test('touches of the last 20 seconds are counted with the new one', () => {
  const before = touches(0, 5, 10);

  expect(measured(before, withTouch(before, NOON + 22_000))).toEqual({
    recentTouches: 3,
    sinceLastTouchMs: 12_000,
  });
});

test('the sixth touch in 20 seconds is play', () => {
  expect(isPlayedWith(touches(0, 1, 2, 3, 4))).toBe(false);
  expect(isPlayedWith(touches(0, 1, 2, 3, 4, 5))).toBe(true);
  expect(isPlayedWith(touches(0, 5, 10, 15, 20, 25))).toBe(false);
});

test('who comes after a rest has not played, but the time since the last touch is true', () => {
  const rested = afterRest(touches(0, 1, 2, 3, 4, 5));
  const next = withTouch(rested, NOON + 17_000);

  expect(measured(rested, next)).toEqual({ recentTouches: 1, sinceLastTouchMs: 12_000 });
});

test('a clock that was put back never gives a negative time', () => {
  const before = touches(60);

  expect(measured(before, withTouch(before, NOON)).sinceLastTouchMs).toBe(0);
});

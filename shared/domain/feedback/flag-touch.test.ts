import { expect, test } from 'vitest';
import { flagTouch } from './flag-touch.ts';

test('the first touch of the day is an ordinary one', () => {
  expect(flagTouch({ recentTouches: 1, sinceLastTouchMs: null })).toBeNull();
});

test('a touch more than 5 seconds after the last is an ordinary one', () => {
  expect(flagTouch({ recentTouches: 2, sinceLastTouchMs: 5_001 })).toBeNull();
});

test('a touch within 5 seconds of the last is a repeat', () => {
  expect(flagTouch({ recentTouches: 2, sinceLastTouchMs: 5_000 })).toBe('repeat');
});

test('the sixth touch within 20 seconds is play, also when it was not quick', () => {
  expect(flagTouch({ recentTouches: 5, sinceLastTouchMs: 400 })).toBe('repeat');
  expect(flagTouch({ recentTouches: 6, sinceLastTouchMs: 400 })).toBe('play');
  expect(flagTouch({ recentTouches: 6, sinceLastTouchMs: 6_000 })).toBe('play');
});

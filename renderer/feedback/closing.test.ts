import { expect, test } from 'vitest';
import { closingIn, extended, secondsLeft, shareLeft } from './closing.ts';

const NOON = Date.UTC(2026, 4, 4, 12);

test('a screen that closes in 12 seconds says 12 at first and 0 at the end', () => {
  const closing = closingIn(12_000, NOON);

  expect(secondsLeft(closing, NOON)).toBe(12);
  expect(secondsLeft(closing, NOON + 11_500)).toBe(1);
  expect(secondsLeft(closing, NOON + 13_000)).toBe(0);
  expect(shareLeft(closing, NOON + 3_000)).toBe(0.75);
});

test('a touch adds 15 seconds and fills the bar again', () => {
  const closing = extended(closingIn(10_000, NOON), NOON + 4_000);

  expect(secondsLeft(closing, NOON + 4_000)).toBe(21);
  expect(shareLeft(closing, NOON + 4_000)).toBe(1);
});

test('many touches never keep words in view for more than a minute after the last', () => {
  let closing = closingIn(10_000, NOON);
  for (let touch = 0; touch < 40; touch += 1) closing = extended(closing, NOON);

  expect(secondsLeft(closing, NOON)).toBe(60);
});

test('a clock that was put back does not show more seconds than there are', () => {
  expect(secondsLeft(closingIn(10_000, NOON), NOON - 3_600_000)).toBe(10);
});

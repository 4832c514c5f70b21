import { expect, test } from 'vitest';
import { isRestTime, openingDay, placeOfWords } from './rest.ts';

const OPENS_AT = Date.UTC(2026, 10, 23, 8);
const NIGHT = {
  closedUntilAt: OPENS_AT,
  isLive: true,
  isIdle: true,
  isAwake: false,
  now: OPENS_AT - 3_600_000,
};

test('a closed clinic with nobody at the kiosk rests', () => {
  expect(isRestTime(NIGHT)).toBe(true);
});

test('an open clinic never rests, and a closed one not while somebody is there', () => {
  expect(isRestTime({ ...NIGHT, closedUntilAt: null })).toBe(false);
  expect(isRestTime({ ...NIGHT, isIdle: false })).toBe(false);
  expect(isRestTime({ ...NIGHT, isAwake: true })).toBe(false);
});

test('without the server what it said last counts until the instant it named', () => {
  expect(isRestTime({ ...NIGHT, isLive: false, now: OPENS_AT - 1 })).toBe(true);
  expect(isRestTime({ ...NIGHT, isLive: false, now: OPENS_AT })).toBe(false);
});

test('with the server its word counts, also at a kiosk whose own clock is ahead', () => {
  expect(isRestTime({ ...NIGHT, now: OPENS_AT + 3_600_000 })).toBe(true);
});

test('the day of opening is said only when it is not today, in the clinic’s zone and language', () => {
  const here = { timeZone: 'Pacific/Auckland', language: 'en' };
  // In Auckland it is Monday, 21:00.
  expect(openingDay(OPENS_AT, { ...here, now: OPENS_AT - 3_600_000 })).toBeNull();
  expect(openingDay(OPENS_AT, { ...here, now: OPENS_AT - 86_400_000 })).toBe('Monday');
  expect(
    openingDay(OPENS_AT, { timeZone: 'UTC', language: 'es', now: OPENS_AT - 86_400_000 }),
  ).toBe('lunes');
});

test('the words stand elsewhere each minute, and come back to each place', () => {
  const minutes = Array.from({ length: 16 }, (_, minute) => placeOfWords(minute * 60_000).join());

  expect(new Set(minutes.slice(0, 8)).size).toBe(8);
  expect(minutes.slice(8)).toEqual(minutes.slice(0, 8));
});

import { expect, test } from 'vitest';
import { utcOffsetMinutes } from './clock.ts';

test('how far ahead of UTC a clinic is depends on the zone and on the season', () => {
  const winter = Date.UTC(2026, 0, 15, 12);
  const summer = Date.UTC(2026, 6, 15, 12);

  expect(utcOffsetMinutes(winter, 'Europe/London')).toBe(0);
  expect(utcOffsetMinutes(summer, 'Europe/London')).toBe(60);
  expect(utcOffsetMinutes(summer, 'Asia/Kathmandu')).toBe(5 * 60 + 45);
  expect(utcOffsetMinutes(winter, 'America/Los_Angeles')).toBe(-8 * 60);
});

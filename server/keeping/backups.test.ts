import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { isDue } from './backups.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const DAILY = { everyHours: 24 };

test('the first backup is due at once, and the next a day after it', () => {
  expect(isDue(null, NOON, DAILY)).toBe(true);
  expect(isDue(NOON - 23 * HOUR_MS, NOON, DAILY)).toBe(false);
  expect(isDue(NOON - 24 * HOUR_MS, NOON, DAILY)).toBe(true);
});

test('a backup that the clock says is of tomorrow does not put off the next', () => {
  expect(isDue(NOON + 5 * MINUTE_MS, NOON, DAILY)).toBe(false);
  expect(isDue(NOON + 24 * HOUR_MS, NOON, DAILY)).toBe(true);
});

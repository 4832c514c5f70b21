import { expect, test } from 'vitest';
import { clinicDay, monthName, partOfDay } from './clinic-day.ts';

test('the day and the greeting are those of the clinic, not of the device', () => {
  const at = Date.UTC(2026, 2, 9, 23, 30);

  expect(clinicDay(at, 'Europe/London')).toBe('2026-03-09');
  expect(clinicDay(at, 'Asia/Tokyo')).toBe('2026-03-10');
  expect(partOfDay(at, 'Europe/London')).toBe('evening');
  expect(partOfDay(at, 'Asia/Tokyo')).toBe('morning');
});

test('the afternoon is from 12 to 18', () => {
  expect(partOfDay(Date.UTC(2026, 0, 5, 11, 59), 'UTC')).toBe('morning');
  expect(partOfDay(Date.UTC(2026, 0, 5, 12, 0), 'UTC')).toBe('afternoon');
  expect(partOfDay(Date.UTC(2026, 0, 5, 18, 0), 'UTC')).toBe('evening');
});

test('a month is said as a word in each language', () => {
  expect(monthName(3, 'en')).toBe('March');
  expect(monthName(9, 'es')).toBe('septiembre');
  expect(monthName(3, 'ar')).toBe('مارس');
});

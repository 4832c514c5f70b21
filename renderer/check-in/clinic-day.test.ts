import { expect, test } from 'vitest';
import { clinicDay, monthName, partOfDay } from './clinic-day.ts';

test('the day and the greeting are those of the clinic, not of the device', () => {
  const at = Date.UTC(2026, 2, 9, 23, 30);

  expect(clinicDay(at, 'Europe/London')).toBe('2026-03-09');
  expect(clinicDay(at, 'Asia/Tokyo')).toBe('2026-03-10');
  expect(partOfDay(at, 0)).toBe('evening');
  expect(partOfDay(at, 9 * 60)).toBe('morning');
  expect(partOfDay(at, -8 * 60)).toBe('afternoon');
});

test('the afternoon is from 12 to 18', () => {
  expect(partOfDay(Date.UTC(2026, 0, 5, 11, 59), 0)).toBe('morning');
  expect(partOfDay(Date.UTC(2026, 0, 5, 12, 0), 0)).toBe('afternoon');
  expect(partOfDay(Date.UTC(2026, 0, 5, 18, 0), 0)).toBe('evening');
});

test('a month is said as a word in each language', () => {
  expect(monthName(3, 'en')).toBe('March');
  expect(monthName(9, 'es')).toBe('septiembre');
  expect(monthName(3, 'ar')).toBe('مارس');
});

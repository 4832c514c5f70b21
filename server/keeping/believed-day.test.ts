import { expect, test } from 'vitest';
import { believe, believedDay, type DayBelief } from './believed-day.ts';
import { openMemoryDatabase } from '../db/open-database.ts';

function after(before: DayBelief, ...shown: readonly string[]): string | null {
  return shown.reduce(believe, before).day;
}

const SINCE_MONDAY: DayBelief = { day: '2026-11-16', doubted: [] };
const NEW: DayBelief = { day: null, doubted: [] };

test('days that follow one another are believed, also after weeks of being shut', () => {
  expect(after(SINCE_MONDAY, '2026-11-17')).toBe('2026-11-17');
  expect(after(SINCE_MONDAY, '2026-12-20')).toBe('2026-12-20');
  expect(after(SINCE_MONDAY, '2026-11-16')).toBe('2026-11-16');
});

test('a clock that leaps ten years ahead for two nights changes nothing', () => {
  const leapt = ['2036-11-17', '2036-11-18'];

  expect(after(SINCE_MONDAY, ...leapt)).toBe('2026-11-16');
  expect(after(SINCE_MONDAY, ...leapt, '2026-11-19')).toBe('2026-11-19');
});

test('the same night looked at again and again is one night', () => {
  expect(after(SINCE_MONDAY, '2036-11-17', '2036-11-17', '2036-11-17', '2036-11-17')).toBe(
    '2026-11-16',
  );
});

test('a leap that goes on like a clock is believed on the third night', () => {
  expect(after(SINCE_MONDAY, '2027-03-01', '2027-03-02', '2027-03-03')).toBe('2027-03-03');
  expect(after(SINCE_MONDAY, '1970-01-01', '1970-01-02')).toBe('2026-11-16');
});

test('a new clinic goes by no day before its third night', () => {
  expect(after(NEW, '2026-11-16', '2026-11-17')).toBe(null);
  expect(after(NEW, '2026-11-16', '2026-11-17', '2026-11-18')).toBe('2026-11-18');
});

test('what was believed is kept in the database', () => {
  const db = openMemoryDatabase();

  const days = ['2026-11-16', '2026-11-17', '2026-11-18', '2036-01-01'];

  expect(days.map((day) => believedDay(db, day))).toEqual([null, null, '2026-11-18', '2026-11-18']);
});

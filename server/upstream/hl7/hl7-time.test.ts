import { expect, test } from 'vitest';
import { readDay, readTime, writeTime } from './hl7-time.ts';

const LONDON = 'Europe/London';
const JULY_TEN = Date.UTC(2026, 6, 1, 9, 0);

test("a time without an offset is the clinic's local time", () => {
  expect(readTime('20260701100000', LONDON)).toBe(JULY_TEN);
  expect(readTime('202607011000', LONDON)).toBe(JULY_TEN);
});

test('a time with an offset is that instant, wherever the clinic is', () => {
  expect(readTime('20260701110000.1234+0200', LONDON)).toBe(JULY_TEN);
  expect(readTime('202607010500-0400', LONDON)).toBe(JULY_TEN);
});

test.each([
  '20260701',
  '20260230100000',
  '202607012500',
  '2026-07-01T10:00',
  '',
  '20260701100000Z',
])('what is no date with a time of day is none: %s', (text) => {
  expect(readTime(text, LONDON)).toBeNull();
});

test('a date is read with or without a time behind it, and must exist', () => {
  expect(readDay('19800203')).toBe('1980-02-03');
  expect(readDay('198002031200')).toBe('1980-02-03');
  expect(readDay('19800231')).toBeNull();
  expect(readDay('1980')).toBeNull();
});

test('an instant is written in local time with its offset, and read as the same', () => {
  expect(writeTime(JULY_TEN, LONDON)).toBe('20260701100000+0100');
  expect(writeTime(JULY_TEN, 'America/St_Johns')).toBe('20260701063000-0230');
  expect(readTime(writeTime(JULY_TEN, 'Asia/Kathmandu'), LONDON)).toBe(JULY_TEN);
});

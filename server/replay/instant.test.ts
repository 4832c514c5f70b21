import { expect, test } from 'vitest';
import { readInstant, writeInstant } from './instant.ts';

test.each([
  ['2026-11-21T10:05:00+01:00', Date.UTC(2026, 10, 21, 9, 5), 60],
  ['2026-11-21T10:05:00-03:30', Date.UTC(2026, 10, 21, 13, 35), -210],
  ['2026-11-21T10:05:00.250Z', Date.UTC(2026, 10, 21, 10, 5, 0, 250), 0],
  ['2026-11-21T10:05+00:00', Date.UTC(2026, 10, 21, 10, 5), 0],
])('%s is an instant with its offset', (text, at, utcOffsetMinutes) => {
  expect(readInstant(text)).toEqual({ at, utcOffsetMinutes });
});

test.each([
  '2026-11-21',
  '2026-11-21T10:05:00',
  '2026-13-21T10:05:00Z',
  '10:05',
  '',
  '2026-11-21T10:05:00+25:00',
])('"%s" is none', (text) => {
  expect(readInstant(text)).toBe(null);
});

test('an instant is written by the clock of the clinic, to the millisecond only where it has any', () => {
  const at = Date.UTC(2026, 10, 21, 9, 5);

  expect(writeInstant(at, 60)).toBe('2026-11-21T10:05:00+01:00');
  expect(writeInstant(at + 7, -210)).toBe('2026-11-21T05:35:00.007-03:30');
});

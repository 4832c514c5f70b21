import { expect, test } from 'vitest';
import { opensAt } from './opening-hours.ts';

const WEEKDAYS = [{ weekdays: [1, 2, 3, 4, 5], opens: '08:00', closes: '18:00' }];
const LONDON = 'Europe/London';
const utc = (text: string): number => Date.parse(`${text}Z`);

test('an open clinic opens at no other time, from the first minute and until the last', () => {
  expect(opensAt(WEEKDAYS, LONDON, utc('2026-11-20T08:00'))).toBeNull();
  expect(opensAt(WEEKDAYS, LONDON, utc('2026-11-20T17:59:59'))).toBeNull();
});

test('before and after hours it opens at the next opening, over a weekend on Monday', () => {
  expect(opensAt(WEEKDAYS, LONDON, utc('2026-11-20T07:59'))).toBe(utc('2026-11-20T08:00'));
  expect(opensAt(WEEKDAYS, LONDON, utc('2026-11-20T18:00'))).toBe(utc('2026-11-23T08:00'));
});

test('hours are those of the building, also in the week in which its clocks change', () => {
  // On Sunday 29 March 2026 the clocks in London go forward: Monday 08:00 there is 07:00 UTC.
  expect(opensAt(WEEKDAYS, LONDON, utc('2026-03-28T12:00'))).toBe(utc('2026-03-30T07:00'));
});

test('two openings a day leave the hours between them closed', () => {
  const split = [
    { weekdays: [5], opens: '08:00', closes: '12:00' },
    { weekdays: [5], opens: '14:00', closes: '18:00' },
  ];

  expect(opensAt(split, LONDON, utc('2026-11-20T13:00'))).toBe(utc('2026-11-20T14:00'));
  expect(opensAt(split, LONDON, utc('2026-11-20T15:00'))).toBeNull();
});

import { expect, test } from 'vitest';
import { isUpkeepDue } from './upkeep.ts';

const LONDON = 'Europe/London';
const utc = (text: string): number => Date.parse(`${text}Z`);

const due = (about: { last: string; now: string; upkeepAt?: string; timeZone?: string }) =>
  isUpkeepDue({
    upkeepAt: about.upkeepAt ?? '03:30',
    lastAt: utc(about.last),
    now: utc(about.now),
    timeZone: about.timeZone ?? LONDON,
  });

test('upkeep is due from its time of day on, until it has been done', () => {
  const last = '2026-11-20T03:30:01';

  expect(due({ last, now: '2026-11-20T03:30:02' })).toBe(false);
  expect(due({ last, now: '2026-11-21T03:29:59' })).toBe(false);
  expect(due({ last, now: '2026-11-21T03:30:00' })).toBe(true);
  expect(due({ last, now: '2026-11-21T10:00:00' })).toBe(true);
  expect(due({ last: '2026-11-21T10:00:00', now: '2026-11-21T10:00:01' })).toBe(false);
  expect(due({ last: '2026-11-21T10:00:00', now: '2026-11-22T03:30:00' })).toBe(true);
});

test('a program started after the time of day waits for the next', () => {
  expect(due({ last: '2026-11-20T08:00:00', now: '2026-11-20T18:00:00' })).toBe(false);
});

test('the time of day is the one on the wall of the clinic', () => {
  const inKolkata = { last: '2026-11-20T12:00:00', timeZone: 'Asia/Kolkata' };

  expect(due({ ...inKolkata, now: '2026-11-20T21:59:59' })).toBe(false);
  expect(due({ ...inKolkata, now: '2026-11-20T22:00:00' })).toBe(true);
});

test('in the night in which clocks go forward it is due although its time is skipped', () => {
  // On 29 March 2026 the clocks in London go from 01:00 to 02:00.
  const night = { upkeepAt: '01:30', last: '2026-03-28T12:00:00' };

  expect(due({ ...night, now: '2026-03-29T00:59:59' })).toBe(false);
  expect(due({ ...night, now: '2026-03-29T01:30:00' })).toBe(true);
  expect(due({ ...night, last: '2026-03-29T01:30:01', now: '2026-03-29T23:00:00' })).toBe(false);
  // The evening before is 23 hours away then, not 24.
  const evening = { upkeepAt: '22:00', now: '2026-03-29T20:00:00' };
  expect(due({ ...evening, last: '2026-03-28T21:30:00' })).toBe(true);
  expect(due({ ...evening, last: '2026-03-28T22:00:01' })).toBe(false);
});

test('in the night in which clocks go back it is due once although its time comes twice', () => {
  // On 25 October 2026 the clocks in London go from 02:00 back to 01:00.
  const night = { upkeepAt: '01:30' };

  expect(due({ ...night, last: '2026-10-24T12:00:00', now: '2026-10-25T00:29:59' })).toBe(false);
  expect(due({ ...night, last: '2026-10-24T12:00:00', now: '2026-10-25T00:30:00' })).toBe(true);
  expect(due({ ...night, last: '2026-10-25T00:30:01', now: '2026-10-25T01:30:00' })).toBe(false);
  expect(due({ ...night, last: '2026-10-25T00:30:01', now: '2026-10-26T01:30:00' })).toBe(true);
});

test('a clock that is set back some hours does not bring upkeep a second time that day', () => {
  const last = '2026-11-20T03:30:01';

  expect(due({ last, now: '2026-11-20T01:00:00' })).toBe(false);
  expect(due({ last, now: '2026-11-20T03:30:00' })).toBe(false);
  expect(due({ last, now: '2026-11-20T12:00:00' })).toBe(false);
  expect(due({ last, now: '2026-11-21T03:30:00' })).toBe(true);
});

test('a clock that leaps ahead brings upkeep once', () => {
  expect(due({ last: '2026-11-20T03:30:01', now: '2026-12-24T18:00:00' })).toBe(true);
  expect(due({ last: '2026-12-24T18:00:00', now: '2026-12-24T18:00:01' })).toBe(false);
});

test('a clock that was far ahead and is put right does not end upkeep, it waits for its hour', () => {
  const last = '2031-01-01T00:00:00';

  expect(due({ last, now: '2026-11-20T03:29:59' })).toBe(false);
  expect(due({ last, now: '2026-11-20T03:30:00' })).toBe(true);
  expect(due({ last, now: '2026-11-20T10:00:00' })).toBe(false);
});

test('without a zone the clock of the machine counts', () => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const question = { upkeepAt: '03:30', lastAt: utc('2026-11-20T00:00:00') };
  const hours = Array.from({ length: 48 }, (_, index) => question.lastAt + index * 3_600_000);

  expect(hours.map((now) => isUpkeepDue({ ...question, now }))).toEqual(
    hours.map((now) => isUpkeepDue({ ...question, now, timeZone })),
  );
});

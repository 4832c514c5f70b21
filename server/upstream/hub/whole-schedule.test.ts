import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { clinicOf } from '../../../shared/contract/clinic-file.ts';
import { clinicFile } from '../../../tests/support/clinic.ts';
import type { RawSchedulePage } from './raw-schedule-page.ts';
import { wholeSchedule } from './whole-schedule.ts';

const ASKED = { source: 'hub', days: ['2026-11-21'], clinic: clinicOf(clinicFile()) };
const PAGE: RawSchedulePage = {
  version: 1,
  snapshot: 's1',
  asOf: 7,
  page: 1,
  pages: 1,
  count: 0,
  sha256: hash('sha256', ''),
  days: ['2026-11-21'],
  items: [],
};

test('a day on which nobody comes is a whole list', () => {
  expect(wholeSchedule([PAGE], ASKED)).toEqual({
    source: 'hub',
    asOf: 7,
    days: ['2026-11-21'],
    appointments: [],
    leftOut: [],
  });
});

test('a list that lacks a page is none, even when that page would be empty', () => {
  expect(() => wholeSchedule([{ ...PAGE, pages: 2 }], ASKED)).toThrow(
    'The list does not have all its pages',
  );
});

test('what is wrong with a list is told without what is in it', () => {
  const items = [{ lastName: 'Whitfield', status: 'maybe' }];
  const sha256 = hash('sha256', `${JSON.stringify(items[0])}\n`);

  expect(() => wholeSchedule([{ ...PAGE, count: 1, sha256, items }], ASKED)).toThrow(
    /^The list holds appointments that are not well-formed$/,
  );
});

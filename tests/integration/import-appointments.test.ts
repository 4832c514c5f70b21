import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Db, openDatabase } from '../../server/db/open-database.ts';
import { createStores, type Stores } from '../../server/db/stores.ts';
import {
  importAppointments,
  importSummary,
} from '../../server/upstream/csv/import-appointments.ts';
import { parseAppointments } from '../../server/upstream/csv/parse-appointments.ts';
import { clinicFile } from '../support/clinic.ts';
import { TEN_O_CLOCK } from '../support/running-clinic.ts';

const HEADER = 'ref,date,time,service,provider,first_name,last_name,date_of_birth';
const OKAFOR = 'A1,2026-11-21,10:40,doctor,adeyemi,Amara,Okafor,1980-02-03';
const SINGH = 'A2,2026-11-21,11:00,doctor,osei,Jaspreet,Singh,1975-07-30';
const TOMORROW = 'A1,2026-11-22,09:00,blood,,Lena,Weber,1999-12-31';
const MONDAY = [OKAFOR, SINGH];

let folder: string;
let db: Db;
let stores: Stores;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-import-'));
  db = openDatabase(folder);
  stores = createStores(db);
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function importRows(rows: readonly string[], now: number = TEN_O_CLOCK) {
  const bytes = new TextEncoder().encode([HEADER, ...rows].join('\n'));
  const schedule = parseAppointments(bytes, clinicFile(), now);
  if (!schedule.ok) throw new Error('The rows of this test are not right');
  return importAppointments({ name: 'list.csv', bytes, schedule }, { db, stores, now });
}

/** "A1 booked", for every appointment of a day. */
function listed(day = '2026-11-21'): readonly string[] {
  return stores.appointments.ofDay(day).map(({ ref, status }) => `${ref} ${status}`);
}

function idOf(ref: string): string | undefined {
  return stores.appointments.ofDay('2026-11-21').find((item) => item.ref === ref)?.id;
}

function checkIn(ref: string): void {
  stores.visits.insert({
    id: `visit-${ref}`,
    day: '2026-11-21',
    ticket: 'K42',
    appointmentId: idOf(ref) ?? null,
    name: null,
    language: 'en',
    needs: [],
    source: 'kiosk',
    isLate: false,
    phoneKey: `phone-${ref}`,
    phoneAnswer: null,
    checkedInAt: TEN_O_CLOCK,
  });
}

/** Everything an import may write, to compare before and after. */
function everything(): readonly unknown[] {
  return ['appointment', 'import_file', 'event'].map((table) =>
    db.prepare(`SELECT * FROM ${table}`).all(),
  );
}

test('a new list is added, and told in one event a day that counts it', () => {
  expect(importRows([...MONDAY, TOMORROW])).toMatchObject({
    added: 3,
    changed: 0,
    cancelled: 0,
    unchanged: 0,
    kept: 0,
    days: ['2026-11-21', '2026-11-22'],
    repeatOf: null,
  });

  expect(listed()).toEqual(['A1 booked', 'A2 booked']);
  const events = stores.events.after(0, 10).filter(({ type }) => type === 'schedule.imported');
  expect(events.map(({ type, aggregate, body }) => [type, aggregate, JSON.parse(body)])).toEqual([
    [
      'schedule.imported',
      'schedule:2026-11-21',
      { added: 2, changed: 0, cancelled: 0, unchanged: 0, kept: 0 },
    ],
    [
      'schedule.imported',
      'schedule:2026-11-22',
      { added: 1, changed: 0, cancelled: 0, unchanged: 0, kept: 0 },
    ],
  ]);
});

test('the same file again changes nothing and says so', () => {
  importRows(MONDAY);
  const before = everything();

  const again = importRows(MONDAY, TEN_O_CLOCK + 60_000);

  expect(again).toMatchObject({ added: 0, unchanged: 2, repeatOf: TEN_O_CLOCK });
  expect(importSummary(again)).toBe('nothing to change on 2026-11-21; it was imported before');
  expect(everything()).toEqual(before);
});

test('an old file that is sent again after a newer one is applied again', () => {
  importRows(MONDAY);
  importRows([OKAFOR]);

  expect(importRows(MONDAY)).toMatchObject({ changed: 1, unchanged: 1, repeatOf: null });
  expect(listed()).toEqual(['A1 booked', 'A2 booked']);
});

test('a changed appointment keeps its id, and an unchanged one is not touched', () => {
  importRows(MONDAY);
  const id = idOf('A1');

  const result = importRows([OKAFOR.replace('10:40', '12:15'), SINGH], TEN_O_CLOCK + 60_000);

  expect(result).toMatchObject({ added: 0, changed: 1, cancelled: 0, unchanged: 1 });
  expect(idOf('A1')).toBe(id);
  expect(stores.appointments.byId(id ?? '')?.startAt).toBe(Date.parse('2026-11-21T12:15:00Z'));
  expect(db.prepare('SELECT ref, updated_at FROM appointment ORDER BY ref').raw().all()).toEqual([
    ['A1', TEN_O_CLOCK + 60_000],
    ['A2', TEN_O_CLOCK],
  ]);
});

test('what the file no longer has is cancelled, on the days it names and on no other', () => {
  importRows([...MONDAY, TOMORROW]);

  const result = importRows([SINGH]);

  expect(result).toMatchObject({ cancelled: 1, unchanged: 1, days: ['2026-11-21'] });
  expect(listed()).toEqual(['A1 cancelled', 'A2 booked']);
  expect(listed('2026-11-22')).toEqual(['A1 booked']);
});

test('a visit that has begun stays booked, whether the file leaves it out or cancels it', () => {
  importRows(MONDAY);
  checkIn('A1');

  const leftOut = importRows([SINGH]);

  expect(leftOut).toMatchObject({ cancelled: 0, unchanged: 1, kept: 1 });
  expect(importSummary(leftOut)).toContain('1 kept because their visit has begun');
  expect(listed()).toEqual(['A1 booked', 'A2 booked']);
});

test('two programs can have the database open: what one imports the other reads', () => {
  const other = openDatabase(folder);
  importRows(MONDAY);

  expect(createStores(other).appointments.ofDay('2026-11-21')).toHaveLength(2);
  other.close();
});

test('a file is applied although the clock was set back since the last one', () => {
  importRows(MONDAY);

  expect(importRows([SINGH], TEN_O_CLOCK - 3_600_000)).toMatchObject({ cancelled: 1 });
});

test('a failure half-way leaves everything as it was', () => {
  importRows(MONDAY);
  const before = everything();
  db.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON main.event
           BEGIN SELECT RAISE(ABORT, 'disk full'); END`);

  expect(() => importRows([OKAFOR.replace('10:40', '12:15'), TOMORROW])).toThrow('disk full');

  expect(everything()).toEqual(before);
  expect(db.inTransaction).toBe(false);
});

test('a day of thousands of appointments is imported', () => {
  const rows = Array.from({ length: 5_000 }, (_, index) => OKAFOR.replace('A1', `B${index}`));

  expect(importRows(rows)).toMatchObject({ added: 5_000 });
  expect(importRows(rows.slice(1))).toMatchObject({ cancelled: 1, unchanged: 4_999 });
});

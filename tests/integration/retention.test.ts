import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createEventStore } from '../../server/db/events.ts';
import type { Db } from '../../server/db/open-database.ts';
import { checkDatabase } from '../../server/keeping/check-database.ts';
import {
  ANSWER_DAY_SQL,
  APPOINTMENT_DAY_SQL,
  APPOINTMENTS_SQL,
  CONTACTS_SQL,
  WORDS_SQL,
} from '../../server/keeping/purge-steps.ts';
import { countPurge, purge, type PurgeParts } from '../../server/keeping/retention.ts';
import { DestinationSettings } from '../../shared/contract/destination-settings.ts';
import { clinicFile, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import {
  appointment,
  runClinic,
  type RunningClinic,
  TEN_O_CLOCK,
} from '../support/running-clinic.ts';

const FOYER = path.join(import.meta.dirname, '../../server/cli/foyer.ts');
const HUB = DestinationSettings.parse({
  kind: 'hub',
  id: 'hub',
  label: 'Hub',
  url: 'http://localhost:1',
  token: 'token-for-the-tests-of-the-hub',
});
/** 2026-11-21 is the clinic's day; thirty days are kept. */
const THE_DAY_AFTER = '2026-12-22';
const STILL_KEPT = '2026-12-21';
const PHONE = '07700 900461';
const WORDS = 'ask Wilhelmina about the parking';

function partsFor(clinic: RunningClinic, change: Partial<PurgeParts> = {}): PurgeParts {
  return {
    db: clinic.app.db,
    events: clinic.app.stores.events,
    settings: { patientDays: 30, eventDays: 730 },
    destinations: [],
    timeZone: 'Europe/London',
    dataFolder: clinic.folder,
    today: THE_DAY_AFTER,
    now: TEN_O_CLOCK,
    pause: async () => {},
    signal: new AbortController().signal,
    ...change,
  };
}

/** A day with somebody who came, somebody who did not, and what a patient wrote on the way out. */
async function aDay(clinic: RunningClinic): Promise<void> {
  const { app } = clinic;
  const [came, missing] = [
    appointment({ firstName: 'Thaddeus', lastName: 'Ravenscroft', dateOfBirth: '1951-07-19' }),
    appointment({ firstName: 'Philippa', lastName: 'Quartermaine', dateOfBirth: '1962-08-23' }),
  ];
  app.stores.appointments.put(came, TEN_O_CLOCK);
  app.stores.appointments.put(missing, TEN_O_CLOCK);
  app.db.prepare(`UPDATE appointment SET source_data = '{"patientId":"P-5519"}'`).run();
  app.refresh();
  using desk = await TestDevice.connect(app.url, 'desk', TOKENS.desk);
  using exit = await TestDevice.connect(app.url, 'feedback', TOKENS.feedback);
  await desk.send('check-in:by-desk', { appointmentId: came.id, needs: [] });
  const answerId = randomUUID();
  await exit.send('feedback:face', {
    answerId,
    score: 1,
    touchedAt: TEN_O_CLOCK,
    language: 'en',
    happySide: 'left',
    recentTouches: 1,
    sinceLastTouchMs: null,
  });
  await exit.send('feedback:follow-up', { answerId, reasonIds: ['waiting'], words: WORDS });
  await exit.send('feedback:contact', { answerId, contact: PHONE, consentText: 'Please ring me' });
}

/** What anybody could read who has the disk. */
function bytesOnDisk(clinic: RunningClinic): string {
  return ['clinic.db', 'clinic.db-wal']
    .map((name) => path.join(clinic.folder, name))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'latin1'))
    .join('');
}

function deliver(db: Db, through: number, confirmed: number): void {
  db.prepare(
    `INSERT OR REPLACE INTO delivery (destination_id, through_seq, confirmed_seq)
     VALUES ('hub', ?, ?)`,
  ).run(through, confirmed);
}

function names(db: Db): readonly unknown[] {
  return db.prepare('SELECT last_name FROM appointment ORDER BY last_name').pluck().all();
}

test('after the set number of days the bytes of who it was are gone from the disk', async () => {
  await using clinic = await runClinic();
  await aDay(clinic);
  const personal = [
    'Thaddeus',
    'Ravenscroft',
    'Quartermaine',
    '1951-07-19',
    '1962-08-23',
    PHONE,
    'P-5519',
  ];
  const before = bytesOnDisk(clinic);
  expect(personal.filter((text) => !before.includes(text))).toEqual([]);

  const result = await purge(partsFor(clinic));

  expect(result).toEqual({
    counts: { appointments: 2, words: 1, contacts: 1, events: 0, files: 0 },
    isWiped: true,
  });
  const after = bytesOnDisk(clinic);
  expect(personal.filter((text) => after.includes(text))).toEqual([]);
  expect(checkDatabase(clinic.app.db).problems).toEqual([]);
  expect(clinic.app.stores.answers.openContacts()).toEqual([]);
});

test('the day before nothing goes', async () => {
  await using clinic = await runClinic();
  await aDay(clinic);

  const { counts } = await purge(partsFor(clinic, { today: STILL_KEPT }));

  expect(Object.values(counts)).toEqual([0, 0, 0, 0, 0]);
  expect(names(clinic.app.db)).toEqual(['Quartermaine', 'Ravenscroft']);
});

test('what was purged is said in the log, and what nobody can lead back to a person stays', async () => {
  await using clinic = await runClinic();
  await aDay(clinic);
  const { db, stores } = clinic.app;

  await purge(partsFor(clinic));
  await purge(partsFor(clinic));

  const purged = stores.events.after(0, 50).filter(({ type }) => type === 'data.purged');
  expect(purged.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { appointments: 2, words: 1, contacts: 1, events: 0, files: 0 },
  ]);
  expect(db.prepare('SELECT count(*) FROM visit').pluck().get()).toBe(1);
  expect(db.prepare('SELECT score, reason_ids FROM answer').get()).toEqual({
    score: 1,
    reason_ids: '["waiting"]',
  });
});

test('nobody is forgotten whose visit a hub has not shown to hold', async () => {
  await using clinic = await runClinic();
  await aDay(clinic);
  const { db, stores } = clinic.app;
  const parts = partsFor(clinic, { destinations: [HUB] });
  const checkedIn = stores.events.after(0, 50).find(({ type }) => type === 'visit.checked-in');
  const last = stores.events.last()?.seq ?? 0;

  const none = await purge(parts);
  deliver(db, last, (checkedIn?.seq ?? 0) - 1);
  const notComing = await purge(parts);
  deliver(db, last, last);
  const rest = await purge(parts);

  expect(none.counts).toMatchObject({ appointments: 1, words: 0, contacts: 0 });
  expect(notComing.counts).toMatchObject({ appointments: 0, words: 0, contacts: 0 });
  expect(rest.counts).toMatchObject({ appointments: 1, words: 1, contacts: 1 });
  expect(bytesOnDisk(clinic)).not.toContain('Wilhelmina');
});

test('an event that is to be delivered again holds back whom it is about', async () => {
  await using clinic = await runClinic();
  await aDay(clinic);
  const { db, stores } = clinic.app;
  const last = stores.events.last()?.seq ?? 0;
  deliver(db, last, last);
  db.prepare("INSERT INTO delivery_set_aside VALUES ('hub', 1, 'again', 'missing', '', 0)").run();

  await purge(partsFor(clinic, { destinations: [HUB] }));

  expect(names(db)).toEqual(['', 'Ravenscroft']);
});

test('what happened is emptied only once it is old and shown to be held, and its number and hash stay', async () => {
  await using clinic = await runClinic();
  await aDay(clinic);
  const { db, stores } = clinic.app;
  const before = stores.events.after(0, 50);
  deliver(db, before.length, 2);

  const { counts } = await purge(partsFor(clinic, { destinations: [HUB], today: '2029-01-01' }));

  const after = stores.events.after(0, before.length);
  expect(counts.events).toBe(2);
  expect(after.map(({ body }) => body === '{}')).toEqual([true, true, false, false]);
  expect(after.map(({ seq, id, sha256 }) => [seq, id, sha256])).toEqual(
    before.map(({ seq, id, sha256 }) => [seq, id, sha256]),
  );
});

test('an event that a hub refused keeps its bytes, for nobody else has them', async () => {
  await using clinic = await runClinic();
  await aDay(clinic);
  const { db, stores } = clinic.app;
  deliver(db, 3, 3);
  db.prepare("INSERT INTO delivery_set_aside VALUES ('hub', 2, 'refused', 'x', '', 0)").run();

  await purge(partsFor(clinic, { destinations: [HUB], today: '2029-01-01' }));

  const after = stores.events.after(0, 3);
  expect(after.map(({ body }) => body === '{}')).toEqual([true, false, true]);
  expect(() => db.exec("UPDATE event SET body = '{}' WHERE seq = 2")).toThrow('never changes');
});

test('a time of long ago behind younger events is a slip of the clock and empties nothing', async () => {
  await using clinic = await runClinic();
  const { db, stores } = clinic.app;
  for (const at of [TEN_O_CLOCK, 0, TEN_O_CLOCK]) {
    stores.events.append({ type: 'x.happened', aggregate: 'x:1', occurredAt: at, body: { at } });
  }
  deliver(db, 3, 3);

  const { counts } = await purge(partsFor(clinic, { destinations: [HUB] }));

  expect(counts.events).toBe(0);
});

test('files of appointments go after the same time, and nobody else’s', async () => {
  await using clinic = await runClinic();
  const done = path.join(clinic.folder, 'inbox/done');
  mkdirSync(done, { recursive: true });
  const files = [
    '2026-11-21_08-00-00-list.csv',
    '2026-11-21_08-00-00-list.csv.txt',
    '2026-11-22_08-00-00-list.csv',
    'notes.csv',
  ].map((name) => path.join(done, name));
  for (const file of files) writeFileSync(file, 'x');

  const { counts } = await purge(partsFor(clinic));

  expect(counts.files).toBe(2);
  expect(files.map((file) => existsSync(file))).toEqual([false, false, true, true]);
});

test('a long purge lets others have their turn after every hundred rows', async () => {
  await using clinic = await runClinic();
  const { stores, db } = clinic.app;
  for (let number = 0; number < 350; number += 1)
    stores.appointments.put(appointment(), TEN_O_CLOCK);
  const left: number[] = [];
  const count = db.prepare("SELECT count(*) FROM appointment WHERE last_name <> ''").pluck();

  await purge(partsFor(clinic, { pause: async () => void left.push(Number(count.get())) }));

  expect(left.slice(0, 4)).toEqual([250, 150, 50, 0]);
});

test('a purge that is broken off says what it did when it goes on', async () => {
  await using clinic = await runClinic();
  const { stores } = clinic.app;
  for (let number = 0; number < 150; number += 1)
    stores.appointments.put(appointment(), TEN_O_CLOCK);
  const breakOff = partsFor(clinic, {
    pause: async () => {
      throw new Error('the power is gone');
    },
  });

  await expect(purge(breakOff)).rejects.toThrow('the power is gone');
  await purge(partsFor(clinic));

  const purged = stores.events.after(0, 50).map(({ body }) => JSON.parse(body) as unknown);
  expect(purged).toMatchObject([{ appointments: 100 }, { appointments: 50 }]);
});

test('counting first changes nothing', async () => {
  await using clinic = await runClinic();
  await aDay(clinic);
  const before = clinic.app.stores.events.last();

  const counts = await countPurge(partsFor(clinic));

  expect(counts).toMatchObject({ appointments: 2, words: 1, contacts: 1 });
  expect(names(clinic.app.db)).toEqual(['Quartermaine', 'Ravenscroft']);
  expect(clinic.app.stores.events.last()).toEqual(before);
});

test('what is purged is looked up by an index', async () => {
  await using clinic = await runClinic();
  const plan = (sql: string): string =>
    JSON.stringify(clinic.app.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all('', '').slice(0, 2));
  const planOfOne = (sql: string): string =>
    JSON.stringify(clinic.app.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(''));

  expect(plan(APPOINTMENT_DAY_SQL)).toMatch(/COVERING INDEX \w+ \(day>\? AND day<\?\)/);
  expect(plan(ANSWER_DAY_SQL)).toContain('answer_day (day>? AND day<?)');
  expect(planOfOne(APPOINTMENTS_SQL)).toContain('appointment_identity (day=? AND date_of_birth>?)');
  expect(planOfOne(APPOINTMENTS_SQL)).toContain('visit_appointment (appointment_id=?)');
  expect(planOfOne(WORDS_SQL)).toContain('answer_day (day=?)');
  expect(planOfOne(CONTACTS_SQL)).toContain('contact_request_asked (asked_at<?)');
});

function foyer(...words: readonly string[]) {
  return new Promise<{ readonly code: number; readonly out: string; readonly err: string }>(
    (resolve) => {
      execFile(process.execPath, [FOYER, ...words], (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      });
    },
  );
}

test('from the command line a clock that has leapt is noticed before anything goes', async () => {
  await using clinic = await runClinic();
  const config = path.join(clinic.folder, 'clinic.json');
  writeFileSync(config, JSON.stringify(clinicFile()));
  const longAgo = Date.UTC(2020, 0, 1);
  createEventStore(clinic.app.db).append({
    type: 'x.happened',
    aggregate: 'x:1',
    occurredAt: longAgo,
    body: {},
  });
  clinic.app.stores.appointments.put(appointment({ day: '2020-01-01' }), longAgo);
  const words = ['purge', '--data', clinic.folder, '--config', config];

  const refused = await foyer(...words);
  const counted = await foyer(...words, '--clock-is-right', '--dry-run');
  const gone = await foyer(...words, '--clock-is-right');

  expect(refused.code).toBe(1);
  expect(refused.err).toContain('the last event is of 2020-01-01T00:00:00.000Z');
  expect(counted.out).toContain('would go: the people of 1 appointments');
  expect(gone.out).toContain('gone: the people of 1 appointments');
});

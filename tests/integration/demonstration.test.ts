import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { App } from '../../server/app.ts';
import { openDatabase } from '../../server/db/open-database.ts';
import { demonstrationFile, seedDemonstration } from '../../server/demo/demonstration.ts';
import type { ExamplePerson } from '../../server/demo/example-people.ts';
import { guardDataFolder } from '../../server/demo/guard-data-folder.ts';
import { tableOfAddresses } from '../../server/http/addresses.ts';
import { readReport } from '../../server/reports/read-report.ts';
import type { FindResult } from '../../shared/contract/commands.ts';
import { isActive } from '../../shared/domain/queue-entry.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { TestDevice } from '../support/device.ts';
import { runClinic, type RunningClinic, testClock } from '../support/running-clinic.ts';

const DAY = '2026-11-18';
const NOON = Date.UTC(2026, 10, 18, 12);
const file = demonstrationFile();

let clinic: RunningClinic;

beforeEach(async () => {
  clinic = await runDemonstration();
});

afterEach(async () => {
  await end();
});

function runDemonstration(at: number = NOON): Promise<RunningClinic> {
  return runClinic({ file, isDemonstration: true, clock: testClock(at) });
}

async function end(): Promise<void> {
  await clinic[Symbol.asyncDispose]();
}

async function restart(): Promise<App> {
  return clinic.restart();
}

function seed(): readonly ExamplePerson[] {
  return seedDemonstration(clinic.app, file, { clock: clinic.clock });
}

async function find(person: ExamplePerson, firstInitial: string | null): Promise<FindResult> {
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', null);
  const { dateOfBirth, lastInitial } = person;
  const reply = await kiosk.ask('check-in:find', { dateOfBirth, lastInitial, firstInitial });
  if (!reply.ok) throw new Error(`check-in:find answered ${reply.error.code}`);
  return reply.value;
}

function personWho(what: ExamplePerson['what'], people: readonly ExamplePerson[]): ExamplePerson {
  const person = people.find((item) => item.what === what);
  if (!person) throw new Error(`nobody ${what}`);
  return person;
}

test('each example person is found at the kiosk in the promised state', async () => {
  const people = seed();

  for (const [what, expected] of [
    ['checks in', { kind: 'found', appointments: [{ isLate: false }] }],
    ['is late and checks in', { kind: 'found', appointments: [{ isLate: true }] }],
    ['has two appointments', { kind: 'found', appointments: [{}, {}] }],
    ['is asked for the first name', { kind: 'ask-first-initial' }],
    ['needs a person', { kind: 'ask-first-initial' }],
    ['is too early', { kind: 'too-early' }],
    ['is too late', { kind: 'too-late' }],
    ['is checked in already', { kind: 'already-checked-in' }],
    ['is not found', { kind: 'not-found' }],
  ] as const) {
    expect(await find(personWho(what, people), null)).toMatchObject(expected);
  }
});

test('the first name tells brother and sister apart, and not twins with the same letter', async () => {
  const people = seed();
  const sibling = personWho('is asked for the first name', people);
  const twin = personWho('needs a person', people);

  expect(await find(sibling, sibling.firstInitial)).toMatchObject({ kind: 'found' });
  expect(await find(twin, twin.firstInitial)).toMatchObject({ kind: 'not-found' });
});

test('the stations are open, the list is full and a few people wait', () => {
  const { app } = clinic;
  seed();

  expect(app.day.stations().map(({ status }) => status)).toEqual(Array(7).fill('open'));
  expect(app.stores.appointments.ofDay(DAY).length).toBeGreaterThan(60);
  expect(app.day.entries().filter(isActive)).toHaveLength(6);
});

test('starting again keeps everything and promises the same people', async () => {
  const people = seed();
  const { stores } = clinic.app;
  const countBefore = stores.appointments.ofDay(DAY).length;
  const eventBefore = stores.events.last();
  const app = await restart();

  expect(seed()).toEqual(people);
  expect(app.stores.appointments.ofDay(DAY)).toHaveLength(countBefore);
  expect(app.stores.events.last()).toEqual(eventBefore);
});

test('stations stay as they were left', async () => {
  seed();
  const sender = { id: 'd', role: 'desk', label: 'Desk', visitId: null } as const;
  const commandId = '7b0c6f0e-6a57-4b4e-9a52-1d51a1a6a8d1';
  await clinic.app.bus.submit('station:close', { commandId, stationId: 'room-3' }, sender);
  const app = await restart();
  seed();

  expect(app.day.station('room-3')?.status).toBe('closed');
});

test('started again hours later, the day goes on with new people in every state', async () => {
  const before = seed();
  clinic.clock.advance(8 * HOUR_MS);
  const app = await restart();
  const people = seed();

  expect(people.map(({ what }) => what)).toEqual(before.map(({ what }) => what));
  expect(await find(personWho('checks in', people), null)).toMatchObject({ kind: 'found' });
  expect(await find(personWho('is too late', people), null)).toMatchObject({ kind: 'too-late' });
  const waiting = app.day.entries().filter(isActive);
  expect(waiting.filter(({ queuedAt }) => queuedAt < NOON + 8 * HOUR_MS)).toEqual([]);
});

test('just before midnight only what the rest of the day has room for is promised', async () => {
  clinic.clock.advance(11 * HOUR_MS + 45 * MINUTE_MS);
  await restart();
  const people = seed();

  expect(people.map(({ what }) => what)).not.toContain('is too early');
  for (const person of people.filter(({ what }) => what === 'checks in')) {
    expect(await find(person, null)).toMatchObject({ kind: 'found' });
  }
});

test('the manager sees five weeks in which one Tuesday stands out', () => {
  seed();
  const report = readReport(clinic.app.db, file, { fromDay: '2026-11-11', toDay: '2026-11-17' });

  expect(report.visits).toBeGreaterThan(1000);
  expect(report.wait.medianMinutes).toBeGreaterThan(5);
  expect(report.wait.medianMinutes).toBeLessThan(25);
  expect(report.good).toMatchObject({ kind: 'share' });
  expect(report.usualPercent).toBeGreaterThan(80);
  expect(report.usualPercent).toBeLessThan(92);
  expect(report.days).toHaveLength(35);
  expect(report.days.filter(({ isUnusual }) => isUnusual).map(({ day }) => day)).toEqual([
    '2026-11-10',
  ]);
  expect(report.promisesKept).toMatchObject({ kind: 'share' });
  expect(report.betterReasons[0]?.reasonId).toBe('waiting-time');
  expect(report.words.length).toBeGreaterThan(5);
});

test('the same days always get the same history', async () => {
  seed();
  const span = { fromDay: '2026-10-14', toDay: '2026-11-17' };
  const report = readReport(clinic.app.db, file, span);
  await end();
  clinic = await runDemonstration();
  seed();

  expect(readReport(clinic.app.db, file, span)).toEqual(report);
});

test('a clinic does not start on the data folder of a demonstration', () => {
  const { app, folder } = clinic;

  expect(() => guardDataFolder(app.db, true)).not.toThrow();
  expect(() => guardDataFolder(app.db, false)).toThrow(
    `The data folder ${folder} holds a demonstration with invented patients. Choose another with --data.`,
  );
});

test("a demonstration does not start on a clinic's data folder", () => {
  const folder = path.join(clinic.folder, 'clinic');
  const db = openDatabase(folder);
  guardDataFolder(db, false);
  db.prepare(
    `INSERT INTO answer (id, day, device_id, score, faces, touched_at, received_at, language, happy_side)
     VALUES ('a', '2026-11-18', 'exit', 4, 4, 0, 0, 'en', 'left')`,
  ).run();

  expect(() => guardDataFolder(db, true)).toThrow(
    `The data folder ${folder} holds a clinic's records. A demonstration needs a folder of its own: choose another with --data.`,
  );
  db.close();
});

test('the table printed at start names every page, whom to try and how to stop', () => {
  const { app } = clinic;
  const table = tableOfAddresses(app, {
    isDemonstration: true,
    people: seed(),
    inbox: '/data/inbox',
  });

  for (const text of [
    `${app.url}/check-in`,
    `${app.url}/display?area=blue`,
    `${app.url}/display?area=green`,
    `${app.url}/health`,
    '15 March 1984',
    '/data/inbox',
    'Ctrl-C',
  ]) {
    expect(table).toContain(text);
  }
});

test('the table of a real clinic says how a page gets its token and shows none', () => {
  const { app } = clinic;
  const table = tableOfAddresses(app, { isDemonstration: false, people: [], inbox: '/data/inbox' });

  expect(table).toContain(`${app.url}/display#TOKEN`);
  expect(table).not.toContain('DEMONSTRATION');
  expect(table).not.toContain('area=');
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, startApp } from '../../server/app.ts';
import { openDatabase } from '../../server/db/open-database.ts';
import { demonstrationFile, seedDemonstration } from '../../server/demo/demonstration.ts';
import type { ExamplePerson } from '../../server/demo/example-people.ts';
import { guardDataFolder } from '../../server/demo/guard-data-folder.ts';
import { tableOfAddresses } from '../../server/http/addresses.ts';
import { readReport } from '../../server/reports/read-report.ts';
import type { FindResult, Reply } from '../../shared/contract/commands.ts';
import { CONTRACT_VERSION } from '../../shared/contract/events.ts';
import { isActive } from '../../shared/domain/queue-entry.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';

const NOON = Date.UTC(2026, 10, 18, 12);
const DAY = '2026-11-18';
const file = demonstrationFile();

let folder: string;
let now: number;
let app: App;
let sockets: Socket[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-demonstration-'));
  now = NOON;
  sockets = [];
  app = await start();
});

afterEach(async () => {
  for (const socket of sockets) socket.disconnect();
  await app.close();
  rmSync(folder, { recursive: true });
});

function start(): Promise<App> {
  return startApp({
    file,
    isDemonstration: true,
    dataFolder: folder,
    host: '127.0.0.1',
    port: 0,
    allowedOrigins: [],
    logger: pino({ level: 'silent' }),
    clock: { now: () => now },
  });
}

function seed(): readonly ExamplePerson[] {
  return seedDemonstration(app, file, { now: () => now });
}

async function find(person: ExamplePerson, firstInitial: string | null): Promise<FindResult> {
  const socket = io(app.url, {
    transports: ['websocket'],
    forceNew: true,
    auth: { role: 'check-in', token: null, contractVersion: CONTRACT_VERSION },
  });
  sockets.push(socket);
  const { dateOfBirth, lastInitial } = person;
  const reply = (await socket.emitWithAck('check-in:find', {
    dateOfBirth,
    lastInitial,
    firstInitial,
  })) as Reply<FindResult>;
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
    expect(await find(personWho(what, people), null), what).toMatchObject(expected);
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
  seed();

  expect(app.day.stations().map(({ status }) => status)).toEqual(Array(7).fill('open'));
  expect(app.stores.appointments.ofDay(DAY).length).toBeGreaterThan(60);
  expect(app.day.entries().filter(isActive)).toHaveLength(6);
});

test('starting again keeps everything and promises the same people', async () => {
  const people = seed();
  const countBefore = app.stores.appointments.ofDay(DAY).length;
  const eventBefore = app.stores.events.last();
  await app.close();
  app = await start();

  expect(seed()).toEqual(people);
  expect(app.stores.appointments.ofDay(DAY)).toHaveLength(countBefore);
  expect(app.stores.events.last()).toEqual(eventBefore);
});

test('stations stay as they were left', async () => {
  seed();
  const sender = { id: 'd', role: 'desk', label: 'Desk', visitId: null } as const;
  const commandId = '7b0c6f0e-6a57-4b4e-9a52-1d51a1a6a8d1';
  await app.bus.submit('station:close', { commandId, stationId: 'room-3' }, sender);
  await app.close();
  app = await start();
  seed();

  expect(app.day.station('room-3')?.status).toBe('closed');
});

test('started again hours later, the day goes on with new people in every state', async () => {
  const before = seed();
  await app.close();
  now = NOON + 8 * HOUR_MS;
  app = await start();
  const people = seed();

  expect(people.map(({ what }) => what)).toEqual(before.map(({ what }) => what));
  expect(await find(personWho('checks in', people), null)).toMatchObject({ kind: 'found' });
  expect(await find(personWho('is too late', people), null)).toMatchObject({ kind: 'too-late' });
  const waiting = app.day.entries().filter(isActive);
  expect(waiting.filter(({ queuedAt }) => queuedAt < now)).toEqual([]);
});

test('just before midnight only what the rest of the day has room for is promised', async () => {
  await app.close();
  now = NOON + 11 * HOUR_MS + 45 * MINUTE_MS;
  app = await start();
  const people = seed();

  expect(people.map(({ what }) => what)).not.toContain('is too early');
  for (const person of people.filter(({ what }) => what === 'checks in')) {
    expect(await find(person, null)).toMatchObject({ kind: 'found' });
  }
});

test('the manager sees five weeks in which one Tuesday stands out', () => {
  seed();
  const report = readReport(app.db, file, { fromDay: '2026-11-11', toDay: '2026-11-17' });

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
  const report = readReport(app.db, file, span);
  await app.close();
  rmSync(folder, { recursive: true });
  app = await start();
  seed();

  expect(readReport(app.db, file, span)).toEqual(report);
});

test('a demonstration and a clinic never share a data folder', async () => {
  seed();
  expect(() => guardDataFolder(app.db, true)).not.toThrow();
  expect(() => guardDataFolder(app.db, false)).toThrow(
    `The data folder ${folder} holds a demonstration with invented patients. Choose another with --data.`,
  );

  const clinicFolder = path.join(folder, 'clinic');
  const clinic = openDatabase(clinicFolder);
  guardDataFolder(clinic, false);
  clinic
    .prepare(
      `INSERT INTO answer (id, day, device_id, score, faces, touched_at, received_at, language, happy_side)
       VALUES ('a', '2026-11-18', 'exit', 4, 4, 0, 0, 'en', 'left')`,
    )
    .run();
  expect(() => guardDataFolder(clinic, true)).toThrow(
    `The data folder ${clinicFolder} holds a clinic's records.`,
  );
  clinic.close();
});

test('the table printed at start names every page, whom to try and how to stop', () => {
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
  const table = tableOfAddresses(app, { isDemonstration: false, people: [], inbox: '/data/inbox' });

  expect(table).toContain(`${app.url}/display#TOKEN`);
  expect(table).not.toContain('DEMONSTRATION');
  expect(table).not.toContain('area=');
});

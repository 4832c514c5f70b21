import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEventStore } from '../../server/db/events.ts';
import { openDatabase } from '../../server/db/open-database.ts';
import { createStores } from '../../server/db/stores.ts';
import { lockFolder } from '../../server/db/lock-folder.ts';
import { createStreamStore } from '../../server/db/streams.ts';
import { examine } from '../../server/keeping/doctor/examine.ts';
import type { Finding } from '../../server/keeping/doctor/finding.ts';
import { makeBackup } from '../../server/keeping/make-backup.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { clinicSettings } from '../support/clinic.ts';
import { freePort } from '../support/free-port.ts';
import { appointment, TEN_O_CLOCK } from '../support/running-clinic.ts';

const FOYER = path.join(import.meta.dirname, '../../server/cli/foyer.ts');

let folder: string;
let data: string;
let config: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-doctor-test-'));
  data = path.join(folder, 'data');
  config = path.join(folder, 'clinic.json');
  configure();
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function configure(change: Readonly<Record<string, unknown>> = {}): void {
  writeFileSync(config, JSON.stringify(clinicSettings(change)));
}

function hubAt(port: number) {
  return {
    kind: 'hub',
    id: 'hub',
    label: 'Hub',
    url: `http://127.0.0.1:${port}`,
    token: 'token-for-the-tests-of-the-hub',
    schedule: {},
  };
}

/** Three events, a minute apart, up to ten o'clock. */
function seed(): void {
  const db = openDatabase(data);
  const stores = createStores(db);
  stores.appointments.put(appointment({ lastName: 'Quartermaine' }), TEN_O_CLOCK);
  for (const minutes of [2, 1, 0]) {
    const occurredAt = TEN_O_CLOCK - minutes * MINUTE_MS;
    stores.events.append({
      type: 'x.happened',
      aggregate: 'visit:1',
      occurredAt,
      body: { minutes },
    });
  }
  db.close();
}

function sql(text: string): void {
  const db = new Database(path.join(data, 'clinic.db'));
  db.exec(text);
  db.close();
}

function look(now = TEN_O_CLOCK, isDeep = false): Promise<readonly Finding[]> {
  return examine({ config, dataFolder: data, isDeep, clock: { now: () => now } });
}

function statusOf(findings: readonly Finding[]): Readonly<Record<string, string>> {
  return Object.fromEntries(findings.map(({ check, status }) => [check, status]));
}

test('a clinic in which all is well has nothing but "ok", and nothing of it is changed', async () => {
  seed();
  const unlock = lockFolder(data);
  mkdirSync(path.join(data, 'backups'));
  await makeBackup({
    database: path.join(data, 'clinic.db'),
    folder: path.join(data, 'backups'),
    mayMakeFolder: false,
    file: null,
    keep: 7,
    now: TEN_O_CLOCK,
  });
  const before = readFileSync(path.join(data, 'clinic.db'));
  const files = readdirSync(data).toSorted();

  const findings = await look();

  expect(new Set(Object.values(statusOf(findings)))).toEqual(new Set(['ok']));
  expect(findings.map(({ check }) => check)).toEqual([
    'settings',
    'server',
    'disk',
    'flush',
    'database',
    'version',
    'events',
    'hashes',
    'streams',
    'clock',
    'clock and events',
    'inbox',
    'backups',
    'put aside',
  ]);
  expect(readFileSync(path.join(data, 'clinic.db')).equals(before)).toBe(true);
  expect(readdirSync(data).toSorted()).toEqual(files);
  expect(JSON.stringify(findings)).not.toContain('Quartermaine');
  unlock();
});

test('a clinic without a server and a backup is told so', async () => {
  seed();

  expect(statusOf(await look())).toMatchObject({ server: 'attention', backups: 'attention' });
});

test('an event that was tampered with is found, when every event is looked at', async () => {
  seed();
  sql(`DROP TRIGGER event_is_immutable; UPDATE event SET body = '{"minutes":9}' WHERE seq = 2`);

  const findings = await look(TEN_O_CLOCK, true);

  expect(findings.find(({ check }) => check === 'hashes')).toMatchObject({
    status: 'failing',
    text: 'event 2 is not as it was written',
  });
});

test('an event that is missing is found', async () => {
  seed();
  sql('DROP TRIGGER event_is_kept; DELETE FROM event WHERE seq = 2');

  const findings = await look();

  expect(findings.find(({ check }) => check === 'database')).toMatchObject({
    status: 'failing',
    text: 'its event log has 2 events, numbered from 1 to 3',
  });
});

test('a file that is no database is said to be none, and left as it is', async () => {
  mkdirSync(data);
  writeFileSync(path.join(data, 'clinic.db'), 'nothing that anybody could read'.repeat(300));
  writeFileSync(path.join(data, 'clinic.db-wal'), 'a log');

  const findings = await look();

  expect(findings.at(-1)).toMatchObject({ check: 'database', status: 'failing' });
  expect(readFileSync(path.join(data, 'clinic.db-wal'), 'utf8')).toBe('a log');
});

test('a backup that is damaged is found before it is needed', async () => {
  seed();
  mkdirSync(path.join(data, 'backups'));
  const db = openDatabase(data);
  const events = createEventStore(db);
  for (let number = 0; number < 300; number += 1) {
    events.append({ type: 'x.happened', aggregate: 'x:1', occurredAt: TEN_O_CLOCK, body: {} });
  }
  db.close();
  const { file } = await makeBackup({
    database: path.join(data, 'clinic.db'),
    folder: path.join(data, 'backups'),
    mayMakeFolder: false,
    file: null,
    keep: 7,
    now: TEN_O_CLOCK,
  });
  const bytes = readFileSync(file);
  bytes.fill(0xa5, bytes.length - 12 * 4096);
  writeFileSync(file, bytes);

  expect(statusOf(await look())).toMatchObject({ database: 'ok', backups: 'failing' });
});

test('a machine whose clock differs from the hub’s is told by how much', async () => {
  seed();
  const hub = createServer((_request, response) => {
    response.setHeader('date', new Date(TEN_O_CLOCK + HOUR_MS).toUTCString());
    response.writeHead(404).end();
  });
  const port = await freePort();
  await new Promise<void>((resolve) => hub.listen(port, '127.0.0.1', resolve));
  configure({ destinations: [hubAt(port)] });

  const findings = await look();
  hub.close();

  expect(findings.find(({ check }) => check === 'clock and hub')).toMatchObject({
    status: 'attention',
    text: 'hub is 3600 s ahead of this machine',
  });
  expect(statusOf(findings)).toMatchObject({ 'line to hub': 'ok' });
});

test('a hub that cannot be reached, and what waits for it, is said with its age', async () => {
  seed();
  configure({ destinations: [hubAt(await freePort())] });
  sql("INSERT INTO delivery VALUES ('hub', 1, 1, 0, 0, 0, 'unreachable')");
  sql("INSERT INTO delivery_set_aside VALUES ('hub', 1, 'quarantined', 'bad', '', 0)");

  const findings = await look(TEN_O_CLOCK + 3 * HOUR_MS);

  expect(statusOf(findings)).toMatchObject({
    'line to hub': 'attention',
    'delivery to hub': 'attention',
    'appointments from hub': 'attention',
  });
  expect(findings.find(({ check }) => check === 'delivery to hub')?.text).toContain(
    'events up to 1 of 3, shown to be held up to 1, the oldest waiting is 3 hours old, 1 set aside',
  );
});

test('what only people can mend is failing', async () => {
  seed();
  configure({ destinations: [hubAt(await freePort())] });
  sql("INSERT INTO delivery VALUES ('hub', 1, 1, 0, 0, 0, 'not-allowed')");

  expect(statusOf(await look())).toMatchObject({ 'delivery to hub': 'failing' });
});

test('a clock that was set back is seen in the order of events, but not a face from a cut-off terminal', async () => {
  seed();
  const append = (type: string, occurredAt: number): void => {
    const db = openDatabase(data);
    createEventStore(db).append({ type, aggregate: 'x:1', occurredAt, body: {} });
    db.close();
  };
  append('feedback.given', TEN_O_CLOCK - DAY_MS);
  append('x.happened', TEN_O_CLOCK);
  expect(statusOf(await look())).toMatchObject({ 'clock and events': 'ok' });

  append('x.happened', TEN_O_CLOCK - HOUR_MS);
  const setBack = await look();
  const ahead = await look(TEN_O_CLOCK - 2 * HOUR_MS);
  const of1970 = await look(0);

  expect(setBack.find(({ check }) => check === 'clock and events')).toMatchObject({
    status: 'attention',
    text: 'at event 6 the clock was 60 minutes behind the event before',
  });
  expect(statusOf(ahead)).toMatchObject({ 'clock and events': 'attention' });
  expect(statusOf(of1970)).toMatchObject({ clock: 'attention' });
});

test('a stream that began because the disk was set back or copied is shown for a week', async () => {
  seed();
  const db = openDatabase(data);
  createStreamStore(db).begin(3, 'rolled-back', TEN_O_CLOCK);
  db.close();

  expect(statusOf(await look())).toMatchObject({ streams: 'attention' });
  expect(statusOf(await look(TEN_O_CLOCK + 8 * DAY_MS))).toMatchObject({ streams: 'ok' });
});

test('the program ends with the worst that it found, and speaks JSON to programs', async () => {
  seed();
  const words = ['doctor', '--data', data, '--config', config];

  const [plain, json] = await Promise.all([foyer(...words), foyer(...words, '--json')]);

  expect(plain.code).toBe(1);
  expect(plain.out).toContain('attention  server: no server is running on this folder');
  expect(JSON.parse(json.out)).toMatchObject({ status: 'attention' });
});

function foyer(...words: readonly string[]) {
  return new Promise<{ readonly code: number; readonly out: string }>((resolve) => {
    execFile(process.execPath, [FOYER, ...words], (error, out) => {
      resolve({ code: error === null ? 0 : Number(error.code), out });
    });
  });
}

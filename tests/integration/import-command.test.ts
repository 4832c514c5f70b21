import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localDay } from '../../server/clock.ts';
import { guardDataFolder } from '../../server/demo/guard-data-folder.ts';
import { openDatabase } from '../../server/db/open-database.ts';
import { createStores } from '../../server/db/stores.ts';
import { clinicFile, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { runClinic, testClock } from '../support/running-clinic.ts';

const FOYER = path.join(import.meta.dirname, '../../server/cli/foyer.ts');
const HEADER = 'ref,date,time,service,provider,first_name,last_name,date_of_birth';
const TODAY = localDay(Date.now(), 'Europe/London');
const OKAFOR = `A1,${TODAY},10:40,doctor,adeyemi,Amara,Okafor,1980-02-03`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-cli-'));
  writeFileSync(path.join(folder, 'clinic.json'), JSON.stringify(clinicFile()));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Ran = { readonly code: number; readonly out: string; readonly err: string };

function foyer(...words: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [FOYER, ...words], { cwd: folder }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

function write(...rows: readonly string[]): void {
  writeFileSync(path.join(folder, 'list.csv'), [HEADER, ...rows].join('\n'));
}

function makeDatabase(): void {
  openDatabase(path.join(folder, 'data')).close();
}

function importList(data = 'data'): Promise<Ran> {
  return foyer('import', 'list.csv', '--data', data, '--config', 'clinic.json');
}

test('a good file is imported, in one line, and the same file again changes nothing', async () => {
  makeDatabase();
  write(OKAFOR);

  expect(await importList()).toEqual({
    code: 0,
    out: `list.csv: 1 added, 0 changed, 0 cancelled, 0 unchanged on ${TODAY}\n`,
    err: '',
  });
  expect(await importList()).toEqual({
    code: 0,
    out: `list.csv: nothing to change on ${TODAY}; it was imported before\n`,
    err: '',
  });
});

test('a bad file changes nothing and has all of its problems listed', async () => {
  makeDatabase();
  write(OKAFOR, OKAFOR, OKAFOR.replace('A1', 'A2').replace('doctor', 'tea'));

  expect(await importList()).toEqual({
    code: 1,
    out: '',
    err: [
      'list.csv: nothing was imported.',
      'line 3, ref: is used on line 2 for the same day',
      'line 4, service: there is no service "tea"; known are doctor, blood',
      '',
    ].join('\n'),
  });
  const db = openDatabase(path.join(folder, 'data'));
  expect(createStores(db).appointments.ofDay(TODAY)).toEqual([]);
  db.close();
});

test('a folder without a database is refused and stays as it is', async () => {
  write(OKAFOR);

  const { code, err } = await importList();

  expect(code).toBe(1);
  expect(err).toBe(
    `There is no database in ${path.join(folder, 'data')}. Start the server with this folder once.\n`,
  );
});

test('a file that is not there is said in one line', async () => {
  makeDatabase();

  const { code, err } = await importList();

  expect(code).toBe(1);
  expect(err).toMatch(/^list\.csv cannot be read: .*\n$/);
});

test('a clinic is never imported into a demonstration, nor a demonstration into a clinic', async () => {
  makeDatabase();
  write(OKAFOR);
  const forgotten = await foyer('import', 'list.csv', '--data', 'data');
  expect(forgotten.err).toMatch(
    /is not a demonstration\. Name the clinic's file with --config\.\n$/,
  );

  const db = openDatabase(path.join(folder, 'data'));
  guardDataFolder(db, true);
  db.close();
  expect((await importList()).err).toMatch(/holds a demonstration\. Choose the clinic's own/);
});

test('a running server finds at once what was imported beside it', async () => {
  await using clinic = await runClinic({ clock: testClock(Date.now()) });
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  const identity = { dateOfBirth: '1980-02-03', lastInitial: 'O', firstInitial: null };
  expect(await kiosk.ask('check-in:find', identity)).toMatchObject({
    value: { kind: 'not-found' },
  });
  write(OKAFOR);

  const ran = await importList(clinic.folder);

  expect(ran.code).toBe(0);
  expect(await kiosk.ask('check-in:find', identity)).not.toMatchObject({
    value: { kind: 'not-found' },
  });
});

test('the events are printed one a line, after the number asked for', async () => {
  makeDatabase();
  write(OKAFOR);
  await importList();

  const { out } = await foyer('events', '--data', 'data', '--after', '0');

  const events = out
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(events[0]).toMatchObject({
    seq: 1,
    type: 'schedule.imported',
    aggregate: `schedule:${TODAY}`,
    body: { added: 1 },
  });
  expect(out).not.toMatch(/Amara|Okafor|1980/);
  expect((await foyer('events', '--data', 'data', '--after', String(events.length))).out).toBe('');
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { appendFile, mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import pino from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { Inbox } from '../../server/upstream/csv/inbox.ts';
import { watchFolder } from '../../server/upstream/csv/watch-folder.ts';
import { clinicFile } from '../support/clinic.ts';
import { type RunningClinic, runClinic } from '../support/running-clinic.ts';

const HEADER = 'ref,date,time,service,provider,first_name,last_name,date_of_birth\n';
const OKAFOR = 'A1,2026-11-21,10:40,doctor,adeyemi,Amara,Okafor,1980-02-03\n';
const SINGH = 'A2,2026-11-21,11:00,doctor,osei,Jaspreet,Singh,1975-07-30\n';
const STAMP = '2026-11-21_10-00-00';

function inboxOf(clinic: RunningClinic) {
  const folder = path.join(clinic.folder, 'inbox');
  const stopping = new AbortController();
  const log: string[] = [];
  const inbox = new Inbox({
    app: clinic.app,
    clinic: clinicFile(),
    folder,
    clock: clinic.clock,
    stop: stopping.signal,
    logger: pino({ level: 'info' }, { write: (line) => log.push(line) }),
  });
  const twice = async (): Promise<void> => {
    await inbox.poll();
    await inbox.poll();
  };
  return { inbox, folder, log, stopping, twice };
}

function refs(clinic: RunningClinic): readonly string[] {
  return clinic.app.stores.appointments.ofDay('2026-11-21').map((item) => item.ref);
}

async function put(folder: string, name: string, content: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, name), content);
}

afterEach(() => {
  vi.useRealTimers();
});

test('a file is imported and put away with what came of it', async () => {
  await using clinic = await runClinic();
  const { folder, twice } = inboxOf(clinic);
  await put(folder, 'monday.csv', HEADER + OKAFOR + SINGH);

  await twice();

  expect(refs(clinic)).toEqual(['A1', 'A2']);
  expect(readdirSync(folder)).toEqual(['done']);
  expect(readdirSync(path.join(folder, 'done'))).toEqual([
    `${STAMP}-monday.csv`,
    `${STAMP}-monday.csv.txt`,
  ]);
  expect(readFileSync(path.join(folder, 'done', `${STAMP}-monday.csv.txt`), 'utf8')).toBe(
    '2 added, 0 changed, 0 cancelled, 0 unchanged on 2026-11-21\n',
  );
});

test('a file with one bad row changes nothing, and says what is wrong where', async () => {
  await using clinic = await runClinic();
  const { folder, twice } = inboxOf(clinic);
  await put(folder, 'Monday.CSV', HEADER + OKAFOR + SINGH.replace('11:00', 'eleven'));

  await twice();

  expect(refs(clinic)).toEqual([]);
  expect(clinic.app.stores.events.last()).toBeNull();
  expect(readFileSync(path.join(folder, 'failed', `${STAMP}-Monday.CSV.txt`), 'utf8')).toBe(
    'Nothing was imported.\nline 3, time: must be a time of 24 hours, such as 09:40\n',
  );
});

test('a file that is too large is refused without being read', async () => {
  await using clinic = await runClinic();
  const { folder, twice } = inboxOf(clinic);
  await put(folder, 'huge.csv', 'x'.repeat(5 * 1024 * 1024 + 1));

  await twice();

  expect(readFileSync(path.join(folder, 'failed', `${STAMP}-huge.csv.txt`), 'utf8')).toContain(
    'larger than 5 MB',
  );
});

test('a file that is still being copied is left until it has stopped growing', async () => {
  await using clinic = await runClinic();
  const { inbox, folder } = inboxOf(clinic);
  await put(folder, 'monday.csv', HEADER + OKAFOR);
  await inbox.poll();
  await appendFile(path.join(folder, 'monday.csv'), SINGH);
  await inbox.poll();
  expect(refs(clinic)).toEqual([]);

  await inbox.poll();

  expect(refs(clinic)).toEqual(['A1', 'A2']);
});

test('of two files for one day the newer has the last word', async () => {
  await using clinic = await runClinic();
  const { folder, twice } = inboxOf(clinic);
  await put(folder, 'b.csv', HEADER + OKAFOR);
  await put(folder, 'a.csv', HEADER + SINGH);
  await utimes(path.join(folder, 'b.csv'), 1_000, 1_000);

  await twice();

  expect(
    clinic.app.stores.appointments.ofDay('2026-11-21').map(({ ref, status }) => [ref, status]),
  ).toEqual([
    ['A1', 'cancelled'],
    ['A2', 'booked'],
  ]);
});

test('a file of the same name in the same second does not replace the first', async () => {
  await using clinic = await runClinic();
  const { folder, twice } = inboxOf(clinic);
  await put(folder, 'monday.csv', HEADER + OKAFOR);
  await twice();
  await put(folder, 'monday.csv', HEADER + SINGH);

  await twice();

  expect(readdirSync(path.join(folder, 'done'))).toEqual([
    `${STAMP}-monday-2.csv`,
    `${STAMP}-monday-2.csv.txt`,
    `${STAMP}-monday.csv`,
    `${STAMP}-monday.csv.txt`,
  ]);
});

test('other files, hidden files, folders and links are left alone', async () => {
  await using clinic = await runClinic();
  const { folder, twice } = inboxOf(clinic);
  await put(folder, 'notes.txt', 'hello');
  await put(folder, '.monday.csv', HEADER + OKAFOR);
  await put(path.join(folder, 'folder.csv'), 'inside.csv', HEADER + OKAFOR);
  await symlink(path.join(folder, '.monday.csv'), path.join(folder, 'link.csv'));

  await twice();

  expect(readdirSync(folder)).toEqual(['.monday.csv', 'folder.csv', 'link.csv', 'notes.txt']);
  expect(refs(clinic)).toEqual([]);
});

test('a folder that has vanished is made again', async () => {
  await using clinic = await runClinic();
  const { inbox, folder, twice } = inboxOf(clinic);
  await inbox.poll();
  await rm(folder, { recursive: true });
  await inbox.poll();
  expect(existsSync(folder)).toBe(true);

  await put(folder, 'monday.csv', HEADER + OKAFOR);
  await twice();

  expect(refs(clinic)).toEqual(['A1']);
});

test('a busy database costs no file: it stays and is imported later, and is logged once', async () => {
  await using clinic = await runClinic();
  const { folder, log, inbox, twice } = inboxOf(clinic);
  await put(folder, 'monday.csv', HEADER + OKAFOR);
  clinic.app.db.pragma('busy_timeout = 0');
  const other = new Database(path.join(clinic.folder, 'clinic.db'));
  other.exec('BEGIN IMMEDIATE');
  await twice();
  await inbox.poll();
  expect(readdirSync(folder)).toEqual(['monday.csv']);
  expect(log.filter((line) => line.includes('database is locked'))).toHaveLength(1);

  other.exec('ROLLBACK');
  other.close();
  await inbox.poll();

  expect(refs(clinic)).toEqual(['A1']);
  expect(readdirSync(folder)).toEqual(['done']);
});

test('a file that cannot be put away is imported all the same, once', async () => {
  await using clinic = await runClinic();
  const { folder, inbox, twice } = inboxOf(clinic);
  await put(folder, 'monday.csv', HEADER + OKAFOR);
  writeFileSync(path.join(folder, 'done'), 'in the way');

  await twice();
  await inbox.poll();

  expect(refs(clinic)).toEqual(['A1']);
  expect(clinic.app.stores.events.after(0, 10).map(({ type }) => type)).toEqual([
    'schedule.imported',
    'schedule.changed',
  ]);
});

test('the log never holds a name or a birth date', async () => {
  await using clinic = await runClinic();
  const { folder, log, twice } = inboxOf(clinic);
  await put(folder, 'good.csv', HEADER + OKAFOR);
  await put(folder, 'bad.csv', HEADER + OKAFOR.replace('1980-02-03', '1980-02-33'));

  await twice();

  expect(log).toHaveLength(2);
  expect(log.join('')).not.toMatch(/Amara|Okafor|1980/);
});

test('no file is begun once it is to stop', async () => {
  await using clinic = await runClinic();
  const { folder, inbox, stopping } = inboxOf(clinic);
  await put(folder, 'monday.csv', HEADER + OKAFOR);
  await inbox.poll();
  stopping.abort();

  await inbox.poll();

  expect(readdirSync(folder)).toEqual(['monday.csv']);
});

test('the watched folder is made, looked at by the clock, and closed when told', async () => {
  await using clinic = await runClinic();
  const folder = path.join(clinic.folder, 'inbox');
  const today = new Date().toISOString().slice(0, 10);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const watched = watchFolder({
    app: clinic.app,
    file: clinicFile(),
    folder,
    logger: pino({ level: 'silent' }),
  });
  writeFileSync(
    path.join(watched.folder, 'monday.csv'),
    HEADER + OKAFOR.replace('2026-11-21', today),
  );

  while (readdirSync(folder).includes('monday.csv')) {
    vi.advanceTimersByTime(2_000);
    await setImmediate();
  }
  await watched.close();

  expect(clinic.app.stores.appointments.ofDay(today)).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEventStore } from '../../server/db/events.ts';
import { type Db, openDatabase } from '../../server/db/open-database.ts';
import { createStreamStore } from '../../server/db/streams.ts';
import { guardDataFolder } from '../../server/demo/guard-data-folder.ts';
import { checkDatabase, clinicIdOf } from '../../server/keeping/check-database.ts';
import { startBackups } from '../../server/keeping/backups.ts';
import { type BackupJob, makeBackup } from '../../server/keeping/make-backup.ts';
import { openToRead } from '../../server/keeping/open-copy.ts';
import { restore } from '../../server/keeping/restore.ts';
import { DAY_MS, HOUR_MS } from '../../shared/domain/time.ts';
import { A_NUMBER, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { runClinic, TEN_O_CLOCK, testClock } from '../support/running-clinic.ts';

const FOYER = path.join(import.meta.dirname, '../../server/cli/foyer.ts');

let folder: string;
let data: string;
let backups: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-backup-'));
  data = path.join(folder, 'data');
  backups = path.join(data, 'backups');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the database for one act and closes it, as a server that was started and stopped. */
function withDatabase<T>(act: (db: Db) => T, place = data): T {
  const db = openDatabase(place);
  try {
    return act(db);
  } finally {
    db.close();
  }
}

function happen(count: number, place = data): void {
  withDatabase((db) => {
    const events = createEventStore(db);
    for (let number = 0; number < count; number += 1) {
      events.append({ type: 'x.happened', aggregate: 'x:1', occurredAt: TEN_O_CLOCK, body: {} });
    }
  }, place);
}

function job(change: Partial<BackupJob> = {}): BackupJob {
  return {
    database: path.join(data, 'clinic.db'),
    folder: backups,
    mayMakeFolder: true,
    file: null,
    keep: 7,
    now: TEN_O_CLOCK,
    ...change,
  };
}

function lastSeq(place = data): number {
  return withDatabase((db) => createEventStore(db).last()?.seq ?? 0, place);
}

function foyer(...words: readonly string[]) {
  return new Promise<{ readonly code: number; readonly out: string; readonly err: string }>(
    (resolve) => {
      execFile(process.execPath, [FOYER, ...words], { cwd: folder }, (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      });
    },
  );
}

test('a backup made while people check in is whole, and nobody waits for it', async () => {
  await using clinic = await runClinic();
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  const database = path.join(clinic.folder, 'clinic.db');
  for (let number = 0; number < 20; number += 1) await kiosk.send('check-in:take-number', A_NUMBER);

  const making = makeBackup(job({ database, folder, mayMakeFolder: false }));
  const during = await Promise.all(
    Array.from({ length: 20 }, () => kiosk.send('check-in:take-number', A_NUMBER)),
  );
  const made = await making;

  expect(during.every((reply) => reply.ok)).toBe(true);
  expect(made.lastSeq).toBeGreaterThanOrEqual(20);
  const copy = openToRead(made.file);
  expect(checkDatabase(copy)).toMatchObject({ problems: [], lastEvent: { seq: made.lastSeq } });
  expect(copy.prepare('SELECT count(*) AS n FROM visit').get()).toEqual({ n: made.lastSeq });
  copy.close();
  expect(readdirSync(folder)).toEqual([path.basename(made.file)]);
});

test('a backup is named for its time and its last event, and the oldest goes once a newer is good', async () => {
  happen(3);
  for (const days of [0, 1, 2]) {
    await makeBackup(job({ keep: 2, now: TEN_O_CLOCK + days * DAY_MS }));
  }

  expect(readdirSync(backups)).toEqual([
    'foyer-20261122T100000Z-seq3.db',
    'foyer-20261123T100000Z-seq3.db',
  ]);
});

test('the newest is the one made last, whatever the clock said', async () => {
  happen(3);
  const years = [2036, 2026, 1970, 2026];
  for (const year of years) {
    await makeBackup(job({ keep: 2, now: Date.UTC(year, 10, 21, 10) }));
  }

  expect(readdirSync(backups)).toEqual([
    'foyer-19701121T100000Z-seq3.db',
    'foyer-20261121T100000Z-seq3-2.db',
  ]);
});

test('what is not a backup of this clinic is never removed', async () => {
  const other = path.join(folder, 'other');
  happen(1);
  happen(1, other);
  await makeBackup(job({ database: path.join(other, 'clinic.db') }));
  writeFileSync(path.join(backups, 'foyer-20200101T000000Z-seq1.db'), 'somebody’s own');

  await makeBackup(job({ keep: 1, now: TEN_O_CLOCK + DAY_MS }));
  await makeBackup(job({ keep: 1, now: TEN_O_CLOCK + 2 * DAY_MS }));

  expect(readdirSync(backups)).toEqual([
    'foyer-20200101T000000Z-seq1.db',
    'foyer-20261121T100000Z-seq1.db',
    'foyer-20261123T100000Z-seq1.db',
  ]);
});

test('what a killed backup left is removed by the next, but not what is being written now', async () => {
  happen(1);
  mkdirSync(backups);
  const id = withDatabase(clinicIdOf)?.slice(0, 8) ?? '';
  const [left, writing] = ['a', 'b'].map((name) =>
    path.join(backups, `foyer-${id}-${name}.unfinished`),
  );
  for (const file of [left, writing]) writeFileSync(file ?? '', 'half');
  utimesSync(left ?? '', new Date(0), new Date(0));

  const made = await makeBackup(job());

  expect(readdirSync(backups).toSorted()).toEqual(
    [path.basename(made.file), path.basename(writing ?? '')].toSorted(),
  );
});

test('the server makes a backup when none is new enough, and says where it is', async () => {
  happen(2);
  const clock = testClock();
  const parts = {
    settings: { everyHours: 24, keep: 7 },
    dataFolder: data,
    clock,
    logger: pino({ level: 'silent' }),
    firstLookMs: 0,
  };
  const running = startBackups(parts);
  await vi.waitFor(() => expect(running.state().lastAt).toBe(TEN_O_CLOCK), 10_000);

  clock.advance(2 * HOUR_MS);
  await running.makeWhenDueWithin(0);
  expect(running.state().lastAt).toBe(TEN_O_CLOCK);
  await running.makeWhenDueWithin(22 * HOUR_MS);

  expect(running.state()).toEqual({
    lastAt: TEN_O_CLOCK + 2 * HOUR_MS,
    lastFile: path.join(backups, 'foyer-20261121T120000Z-seq2.db'),
    problem: null,
  });
  await running.close();
});

test('a folder that is gone is a state, not an error, and is not invented', async () => {
  happen(1);
  const gone = path.join(folder, 'usb-disk');
  const running = startBackups({
    settings: { folder: gone, everyHours: 24, keep: 7 },
    dataFolder: data,
    clock: testClock(),
    logger: pino({ level: 'silent' }),
    firstLookMs: DAY_MS,
  });

  await running.makeWhenDueWithin(0);

  expect(running.state()).toEqual({
    lastAt: null,
    lastFile: null,
    problem: `The folder for backups is not there: ${gone}. Make it, or connect its disk.`,
  });
  expect(existsSync(gone)).toBe(false);
  await running.close();
});

test('closing does not wait for a backup to come to its end', async () => {
  happen(1);
  const running = startBackups({
    settings: { everyHours: 24, keep: 7 },
    dataFolder: data,
    clock: testClock(),
    logger: pino({ level: 'silent' }),
  });

  const making = running.makeWhenDueWithin(0);
  await running.close();
  await making;

  expect(running.state().problem).toBe(null);
});

test('a backup is restored under a new stream, and what was there is put aside whole', async () => {
  happen(10);
  const { file } = await makeBackup(job());
  happen(5);
  withDatabase((db) =>
    db
      .prepare(
        "INSERT INTO delivery (destination_id, through_seq, confirmed_seq) VALUES ('hub', 13, 0)",
      )
      .run(),
  );

  const restored = await restore({ file, dataFolder: data, now: TEN_O_CLOCK + HOUR_MS });

  expect(restored).toEqual({
    madeAt: TEN_O_CLOCK,
    lastEvent: { seq: 10, at: TEN_O_CLOCK },
    aside: {
      folder: path.join(data, 'before-restore-20261121T110000Z'),
      damage: null,
      beyond: { commonSeq: 10, count: 5, delivered: [{ destinationId: 'hub', count: 3 }] },
    },
  });
  expect(lastSeq(restored.aside?.folder)).toBe(15);
  withDatabase((db) => {
    const streams = createStreamStore(db);
    expect(streams.all().map(({ baseSeq, reason }) => [baseSeq, reason])).toEqual([
      [1, 'first'],
      [11, 'restored'],
    ]);
    expect(streams.of(10).id).not.toBe(streams.of(11).id);
    expect(
      createEventStore(db)
        .after(10, 10)
        .map(({ type }) => type),
    ).toEqual(['data.restored']);
  });
});

test('restoring again from the same backup never uses a name twice', async () => {
  happen(4);
  const { file } = await makeBackup(job());
  const names: string[] = [];
  for (const hour of [1, 2, 3]) {
    await restore({ file, dataFolder: data, now: TEN_O_CLOCK + hour * HOUR_MS });
    names.push(withDatabase((db) => createStreamStore(db).of(5).id));
  }

  expect(new Set(names).size).toBe(3);
});

test('a plain copy with its log of changes beside it is restored whole', async () => {
  const db = openDatabase(data);
  createEventStore(db).append({ type: 'x.happened', aggregate: 'x:1', occurredAt: 0, body: {} });
  const copy = path.join(folder, 'copy.db');
  copyFileSync(path.join(data, 'clinic.db'), copy);
  copyFileSync(path.join(data, 'clinic.db-wal'), `${copy}-wal`);
  db.close();

  const fresh = path.join(folder, 'fresh');
  const restored = await restore({ file: copy, dataFolder: fresh, now: TEN_O_CLOCK });

  expect(restored).toMatchObject({ madeAt: null, lastEvent: { seq: 1 }, aside: null });
  expect(lastSeq(fresh)).toBe(2);
});

test('a damaged backup is refused, and nothing is changed', async () => {
  happen(300);
  const { file } = await makeBackup(job());
  happen(1);
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 8 * 4096, 14 * 4096);
  writeFileSync(file, bytes);

  await expect(restore({ file, dataFolder: data, now: TEN_O_CLOCK })).rejects.toThrow(
    /cannot be relied on, and nothing was changed/,
  );
  expect(lastSeq()).toBe(301);
  expect(readdirSync(data).filter((name) => name.startsWith('before-restore'))).toEqual([]);
});

test('a damaged database is no obstacle to a restore, and is put aside as it is', async () => {
  happen(5);
  const { file } = await makeBackup(job());
  writeFileSync(path.join(data, 'clinic.db'), 'this is no database at all'.repeat(500));
  appendFileSync(path.join(data, 'clinic.db-wal'), 'nor is this its log');

  const restored = await restore({ file, dataFolder: data, now: TEN_O_CLOCK });

  expect(restored.aside).toMatchObject({ damage: 'file is not a database', beyond: null });
  const [aside, log] = ['clinic.db', 'clinic.db-wal'].map((name) =>
    readFileSync(path.join(restored.aside?.folder ?? '', name), 'utf8'),
  );
  expect(aside).toContain('this is no database at all');
  expect(log).toBe('nor is this its log');
  expect(lastSeq()).toBe(6);
});

test('a backup of another clinic, or of a demonstration, is refused', async () => {
  const other = path.join(folder, 'other');
  happen(1);
  withDatabase((db) => guardDataFolder(db, true), other);
  happen(1, other);
  const { file } = await makeBackup(job({ database: path.join(other, 'clinic.db') }));
  const third = path.join(folder, 'third');
  happen(1, third);

  await expect(restore({ file, dataFolder: data, now: TEN_O_CLOCK })).rejects.toThrow(
    /holds a clinic's records, and the backup is of a demonstration/,
  );
  await expect(
    restore({ file: path.join(third, 'clinic.db'), dataFolder: data, now: TEN_O_CLOCK }),
  ).rejects.toThrow(/records of another clinic/);
});

test('while a server runs a backup can be made from the command line, and none restored', async () => {
  await using clinic = await runClinic();
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  await kiosk.send('check-in:take-number', A_NUMBER);
  const file = path.join(folder, 'copy.db');

  const made = await foyer('backup', '--to', file, '--data', clinic.folder);
  const refused = await foyer('restore', file, '--data', clinic.folder);

  expect(made).toEqual({
    code: 0,
    out: `${file}: read through and good, up to event 1\n`,
    err: '',
  });
  expect(refused).toEqual({
    code: 1,
    out: '',
    err: `Another Foyer server is running on the data folder ${clinic.folder}.\n`,
  });
});

test('the account of a restore says what is where and what to do', async () => {
  happen(2);
  const { file } = await makeBackup(job());
  happen(1);

  const { code, out } = await foyer('restore', file, '--data', data);

  expect(code).toBe(0);
  expect(out).toContain('the backup of 2026-11-21T10:00:00.000Z. Its last event is 2');
  expect(out).toContain('It holds 1 events after event 2 that the backup does not.');
  expect(out).toContain('new stream');
});

test('a restore that is killed at any instant leaves the old database or the new', async () => {
  happen(400);
  const { file } = await makeBackup(job());
  happen(50);
  for (const killMs of [120, 180, 240, 300, 360, 420]) {
    const child = spawn(process.execPath, [FOYER, 'restore', file, '--data', data], {
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    await Promise.race([sleep(killMs), ended]);
    child.kill('SIGKILL');
    await ended;

    const seq = lastSeq();
    expect([450, 401]).toContain(seq);
    if (seq === 401) happen(49);
  }
});

import { chmodSync, existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { EpochMs } from '../../shared/domain/time.ts';
import { createEventStore } from '../db/events.ts';
import { lockFolder } from '../db/lock-folder.ts';
import { migrate } from '../db/migrate.ts';
import type { Db } from '../db/open-database.ts';
import { beginFirstStream, createStreamStore } from '../db/streams.ts';
import { forgetMark, markOf } from './backup-file.ts';
import { checkDatabase, clinicIdOf, type LastEvent } from './check-database.ts';
import { type EventsBeyond, eventsBeyond } from './compare-logs.ts';
import { flushFile, flushFolder } from './flush-to-disk.ts';
import { copyAtOneInstant } from './make-backup.ts';
import { openToFinish, openToRead } from './open-copy.ts';
import { putAside } from './put-aside.ts';
import { giveToOwnerOf } from './same-owner.ts';

export type RestoreRequest = {
  readonly file: string;
  readonly dataFolder: string;
  readonly now: EpochMs;
};

export type Restored = {
  /** When the backup was made; null for a plain copy of a database, which does not say. */
  readonly madeAt: EpochMs | null;
  readonly lastEvent: LastEvent | null;
  /** What was in the data folder before; null when there was nothing. */
  readonly aside: {
    readonly folder: string;
    readonly damage: string | null;
    /** What it holds that the backup does not; null when it cannot be read. */
    readonly beyond: EventsBeyond | null;
  } | null;
};

/**
 * Puts a backup in the place of a clinic's database. The backup is read through first; the present
 * database is put aside and never deleted; the new one takes its place in one step, so that whenever
 * this is broken off the folder holds the old or the new. The log goes on under a new stream: numbers
 * after the backup's last were used before. Throws a plain sentence when nothing was done.
 */
export async function restore({ file, dataFolder, now }: RestoreRequest): Promise<Restored> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const database = path.join(dataFolder, 'clinic.db');
  if (existsSync(database) && realpathSync(file) === realpathSync(database)) {
    throw new Error(`${file} is the database itself and no backup of it.`);
  }
  const unlock = lockFolder(dataFolder);
  const next = `${database}.restoring`;
  try {
    removeUnfinished(next);
    await copyBackup(file, next);
    const { madeAt, lastEvent } = checkCopy(next, file);
    const beyond = compareWithPresent(database, next);
    beginAnew(next, { madeAt, lastEvent, now });
    const aside = putAside(dataFolder, now);
    renameSync(next, database);
    flushFolder(dataFolder);
    return { madeAt, lastEvent, aside: aside && { ...aside, beyond } };
  } finally {
    removeUnfinished(next);
    unlock();
  }
}

async function copyBackup(file: string, next: string): Promise<void> {
  const source = openBackup(file);
  try {
    await copyAtOneInstant(source, next);
    chmodSync(next, 0o600);
    giveToOwnerOf(path.dirname(next), next);
  } finally {
    source.close();
  }
}

function openBackup(file: string): Db {
  try {
    return openToRead(file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file} cannot be read as a backup: ${reason}`, { cause });
  }
}

function checkCopy(next: string, file: string): Pick<Restored, 'madeAt' | 'lastEvent'> {
  const copy = openToRead(next);
  try {
    const { problems, lastEvent } = checkDatabase(copy);
    if (problems.length > 0) {
      throw new Error(
        `${file} cannot be relied on, and nothing was changed: ${problems.join('; ')}.`,
      );
    }
    return { madeAt: markOf(copy)?.madeAt ?? null, lastEvent };
  } finally {
    copy.close();
  }
}

/** Refuses a backup of another clinic, or of the other kind; a damaged database refuses nothing. */
function compareWithPresent(database: string, next: string): EventsBeyond | null {
  if (!existsSync(database)) return null;
  const present = openPresent(database);
  if (!present) return null;
  const copy = openToRead(next);
  try {
    if (holdsNothing(present)) return { commonSeq: 0, count: 0, delivered: [] };
    const folder = path.dirname(database);
    if (isDemonstration(present) !== isDemonstration(copy)) {
      throw new Error(
        `The data folder ${folder} holds ${kindOf(present)}, and the backup is of ${kindOf(copy)}. Choose another folder with --data.`,
      );
    }
    if (clinicIdOf(present) !== clinicIdOf(copy)) {
      throw new Error(
        `The data folder ${folder} holds the records of another clinic than the backup. Choose another folder with --data.`,
      );
    }
    return eventsBeyond(present, copy);
  } finally {
    copy.close();
    present.close();
  }
}

function openPresent(database: string): Db | null {
  try {
    const db = openToRead(database);
    const { problems } = checkDatabase(db);
    if (problems.length === 0) return db;
    db.close();
    return null;
  } catch {
    return null;
  }
}

function holdsNothing(db: Db): boolean {
  return db.prepare('SELECT 1 FROM event LIMIT 1').get() === undefined;
}

function isDemonstration(db: Db): boolean {
  return db.prepare("SELECT 1 FROM meta WHERE key = 'demonstration'").get() !== undefined;
}

function kindOf(db: Db): string {
  return isDemonstration(db) ? 'a demonstration' : "a clinic's records";
}

/** From here on the copy is a clinic's database of its own, under a name that no receiver knows. */
function beginAnew(
  next: string,
  restored: Pick<Restored, 'madeAt' | 'lastEvent'> & { readonly now: EpochMs },
): void {
  const { madeAt, lastEvent, now } = restored;
  const lastSeq = lastEvent?.seq ?? 0;
  const db = openToFinish(next);
  try {
    migrate(db);
    beginFirstStream(db);
    db.transaction(() => {
      forgetMark(db);
      createStreamStore(db).begin(lastSeq + 1, 'restored', now);
      createEventStore(db).append({
        type: 'data.restored',
        aggregate: 'clinic:data',
        occurredAt: now,
        body: { lastSeq, backupMadeAt: madeAt },
      });
    }).immediate();
  } finally {
    db.close();
  }
  flushFile(next);
}

function removeUnfinished(next: string): void {
  for (const part of ['', '-journal', '-wal', '-shm']) rmSync(next + part, { force: true });
}

import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import type { Db } from '../db/open-database.ts';
import {
  type BackupFile,
  backupName,
  isUnfinished,
  listBackups,
  unfinishedName,
  writeMark,
} from './backup-file.ts';
import { checkDatabase, clinicIdOf, lastEventOf } from './check-database.ts';
import { flushFile, flushFolder } from './flush-to-disk.ts';
import { openToFinish, openToRead } from './open-copy.ts';
import { giveToOwnerOf } from './same-owner.ts';

export type BackupJob = {
  /** The clinic's database. */
  readonly database: string;
  readonly folder: string;
  /** Only the default folder is made: where a disk is not connected, its folder must not be invented. */
  readonly mayMakeFolder: boolean;
  /** The file to make, or null for a name of ours. */
  readonly file: string | null;
  /** How many are kept; older ones go once this one is found to be good. Null keeps them all. */
  readonly keep: number | null;
  readonly now: EpochMs;
};

/** 4 MB: what is copied before anybody can ask us to stop. */
const PAGES_AT_ONCE = 1_000;
/** Left on the disk when the backup is made. */
const SPARE_BYTES = 64 * 1024 * 1024;
/** What nobody has written to for so long was left by a program that ended. */
const LEFT_BEHIND_MS = 10 * MINUTE_MS;
const OWNER_ONLY = 0o600;

/**
 * Makes one backup of a database that may be in use: its state at one instant, copied under another
 * name, read through, flushed, and only then given its name. Throws a plain sentence when it cannot;
 * nothing but finished backups has the name of one.
 */
export async function makeBackup(job: BackupJob): Promise<BackupFile> {
  prepareFolder(job);
  const source = openToRead(job.database);
  try {
    const clinicId = clinicIdOf(source);
    if (clinicId === null) throw new Error(`${job.database} has no event log.`);
    removeLeftBehind(job.folder, clinicId);
    checkSpace(source, job.folder);
    const earlier = listBackups(job.folder, clinicId);
    const number = 1 + Math.max(0, ...earlier.map((backup) => backup.number));
    const made = await copyAndCheck(source, { ...job, clinicId, number });
    if (job.keep !== null) removeBeyond(job.folder, clinicId, job.keep);
    return made;
  } finally {
    source.close();
  }
}

/** The newest finished backup of a clinic in a folder, or null. */
export function newestBackup(database: string, folder: string): BackupFile | null {
  if (!existsSync(folder)) return null;
  const db = openToRead(database);
  try {
    const clinicId = clinicIdOf(db);
    return clinicId === null ? null : (listBackups(folder, clinicId)[0] ?? null);
  } finally {
    db.close();
  }
}

function prepareFolder({ database, folder, mayMakeFolder }: BackupJob): void {
  if (mayMakeFolder && !existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 });
    giveToOwnerOf(path.dirname(database), folder);
  }
  if (!existsSync(folder)) {
    throw new Error(
      `The folder for backups is not there: ${folder}. Make it, or connect its disk.`,
    );
  }
}

async function copyAndCheck(
  source: Db,
  job: BackupJob & { readonly clinicId: string; readonly number: number },
): Promise<BackupFile> {
  const unfinished = path.join(job.folder, unfinishedName(job.clinicId, randomUUID()));
  try {
    const lastSeq = await copyAtOneInstant(source, unfinished);
    chmodSync(unfinished, OWNER_ONLY);
    giveToOwnerOf(path.dirname(job.database), unfinished);
    finish(unfinished, { number: job.number, madeAt: job.now }, lastSeq);
    const file = job.file ?? freeName(path.join(job.folder, backupName(job.now, lastSeq)));
    if (existsSync(file)) throw new Error(`${file} is there already and was left as it is.`);
    renameSync(unfinished, file);
    flushFolder(job.folder);
    return { file, madeAt: job.now, lastSeq, number: job.number };
  } finally {
    rmSync(unfinished, { force: true });
    rmSync(`${unfinished}-journal`, { force: true });
  }
}

/**
 * An open read transaction holds the database still for us while others go on writing to it; without
 * one, every change of theirs would begin the copy anew. Returns the number of the copy's last event.
 */
export async function copyAtOneInstant(source: Db, target: string): Promise<number> {
  source.exec('BEGIN');
  try {
    const last = lastEventOf(source)?.seq ?? 0;
    await source.backup(target, { progress: () => PAGES_AT_ONCE });
    return last;
  } finally {
    source.exec('ROLLBACK');
  }
}

function finish(
  file: string,
  mark: { readonly number: number; readonly madeAt: EpochMs },
  lastSeq: number,
): void {
  const copy = openToFinish(file);
  try {
    writeMark(copy, mark);
  } finally {
    copy.close();
  }
  flushFile(file);
  const finished = openToRead(file);
  try {
    const { problems, lastEvent } = checkDatabase(finished);
    const [problem] = problems;
    if (problem !== undefined) throw new Error(`The backup is no good: ${problem}.`);
    if ((lastEvent?.seq ?? 0) !== lastSeq) {
      throw new Error(
        `The backup is no good: it ends with event ${lastEvent?.seq} instead of ${lastSeq}.`,
      );
    }
  } finally {
    finished.close();
  }
}

function checkSpace(source: Db, folder: string): void {
  const pages = Number(source.pragma('page_count', { simple: true }));
  const needed = pages * Number(source.pragma('page_size', { simple: true })) + SPARE_BYTES;
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= needed) return;
  throw new Error(
    `There is not enough room for a backup in ${folder}: ${megabytes(free)} MB are free, ${megabytes(needed)} MB are needed.`,
  );
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / (1024 * 1024));
}

/** Two backups in one second without an event between them must not replace each other. */
function freeName(file: string): string {
  const { dir, name, ext } = path.parse(file);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? file : path.join(dir, `${name}-${number}${ext}`);
    if (!existsSync(candidate)) return candidate;
  }
}

function removeLeftBehind(folder: string, clinicId: string): void {
  for (const name of readdirSync(folder)) {
    if (!isUnfinished(name, clinicId)) continue;
    const file = path.join(folder, name);
    const untouchedMs = Math.abs(Date.now() - statSync(file).mtimeMs);
    if (untouchedMs > LEFT_BEHIND_MS) rmSync(file, { force: true });
  }
}

function removeBeyond(folder: string, clinicId: string, keep: number): void {
  for (const { file } of listBackups(folder, clinicId).slice(keep)) rmSync(file, { force: true });
}

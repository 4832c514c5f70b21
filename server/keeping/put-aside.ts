import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { EpochMs } from '../../shared/domain/time.ts';
import { stampOf } from './backup-file.ts';
import { flushFile, flushFolder } from './flush-to-disk.ts';

/** A database and its log of changes; what else SQLite puts beside them it can make again. */
const PARTS = ['', '-wal'] as const;
const NAME = 'before-restore-';
const PARTIAL = '.partial';

export type PutAside = {
  readonly folder: string;
  /** What SQLite says when the database is too damaged to be closed in order; null when it is not. */
  readonly damage: string | null;
};

/**
 * Copies the present database into a folder of its own beside it, flushed, and leaves it in place: at
 * no instant is a data folder without one. Afterwards it is a single file that another can replace.
 * Returns null when there is none. Throws when another program has it open.
 */
export function putAside(dataFolder: string, now: EpochMs): PutAside | null {
  const database = path.join(dataFolder, 'clinic.db');
  removePartial(dataFolder);
  if (!PARTS.some((part) => existsSync(database + part))) return null;
  const folder = freeName(path.join(dataFolder, NAME + stampOf(now)));
  const partial = folder + PARTIAL;
  try {
    const damage = copyWhole(database, partial);
    renameSync(partial, folder);
    flushFolder(dataFolder);
    // A log of changes to the old file would be taken for one to the new.
    rmSync(`${database}-wal`, { force: true });
    rmSync(`${database}-shm`, { force: true });
    return { folder, damage };
  } finally {
    removePartial(dataFolder);
  }
}

/** Fills a new folder, flushed. Returns what is wrong with the database, or null. */
function copyWhole(database: string, folder: string): string | null {
  mkdirSync(folder, { mode: 0o700 });
  // First as it is: whoever opens a damaged one may delete the log of changes beside it.
  const hasLog = existsSync(`${database}-wal`);
  if (hasLog) copyParts(database, folder);
  const damage = makeSingleFile(database);
  if (damage === null) rmSync(path.join(folder, 'clinic.db-wal'), { force: true });
  if (damage === null || !hasLog) copyParts(database, folder);
  flushFolder(folder);
  return damage;
}

function copyParts(database: string, folder: string): void {
  for (const part of PARTS) {
    if (!existsSync(database + part)) continue;
    const copy = path.join(folder, `clinic.db${part}`);
    copyFileSync(database + part, copy);
    flushFile(copy);
  }
}

/** The folders that earlier restores put databases into. */
export function asideFolders(dataFolder: string): readonly string[] {
  return readdirSync(dataFolder)
    .filter((name) => name.startsWith(NAME))
    .map((name) => path.join(dataFolder, name));
}

/** Takes the log of changes into the database. Only possible while nobody else has it open. */
function makeSingleFile(database: string): string | null {
  try {
    const db = new Database(database, { fileMustExist: true, timeout: 1_000 });
    try {
      db.pragma('synchronous = FULL');
      db.pragma('journal_mode = DELETE');
      return null;
    } finally {
      db.close();
    }
  } catch (cause) {
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) {
      throw new Error(`Another program has ${database} open. Close it and try again.`, { cause });
    }
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/** What a restore left that was ended half way; the database it copied is still in its place. */
function removePartial(dataFolder: string): void {
  for (const folder of asideFolders(dataFolder)) {
    if (folder.endsWith(PARTIAL)) rmSync(folder, { recursive: true, force: true });
  }
}

function freeName(folder: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? folder : `${folder}-${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}

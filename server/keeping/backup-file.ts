import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { BackupSettings } from '../../shared/contract/destination-settings.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from '../db/open-database.ts';
import { clinicIdOf, lastEventOf } from './check-database.ts';
import { openToRead } from './open-copy.ts';

/** A finished backup. */
export type BackupFile = {
  readonly file: string;
  readonly madeAt: EpochMs;
  readonly lastSeq: number;
  /** Counts up with every backup of a clinic in a folder: which is newer, whatever the clock said. */
  readonly number: number;
};

/** What a backup says of itself, so that it is known by more than its name. */
export type BackupMark = { readonly number: number; readonly madeAt: EpochMs };

const MARK = 'backup';
const NAME = /^foyer-\d{8}T\d{6}Z-seq\d+(?:-\d+)?\.db$/;
const UNFINISHED = '.unfinished';

/** Where the server keeps backups; without a setting it is in the data folder. */
export function backupFolderOf(
  settings: Pick<BackupSettings, 'folder'>,
  dataFolder: string,
): string {
  return settings.folder === undefined
    ? path.join(dataFolder, 'backups')
    : path.resolve(settings.folder);
}

/** "20261121T100000Z", in UTC. */
export function stampOf(at: EpochMs): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

export function backupName(madeAt: EpochMs, lastSeq: number): string {
  return `foyer-${stampOf(madeAt)}-seq${lastSeq}.db`;
}

/** The name of a backup that is being made; the clinic's id in it says whose it was after a kill. */
export function unfinishedName(clinicId: string, random: string): string {
  return `${unfinishedStart(clinicId)}${random}${UNFINISHED}`;
}

/** Whether a file is what is left of a backup of this clinic, or one that SQLite put beside it. */
export function isUnfinished(name: string, clinicId: string): boolean {
  return name.startsWith(unfinishedStart(clinicId)) && name.includes(UNFINISHED);
}

/** The finished backups of this clinic in a folder, newest first. Files of anybody else are passed over. */
export function listBackups(folder: string, clinicId: string): readonly BackupFile[] {
  return namedAsBackups(folder)
    .map((file) => readBackup(file))
    .filter((found) => found !== 'unreadable')
    .filter((found) => found.clinicId === clinicId)
    .flatMap((found) => found.backup ?? [])
    .toSorted((a, b) => b.number - a.number || b.madeAt - a.madeAt);
}

/** Files that have the name of a backup and cannot be read, whosever they are. */
export function unreadableBackups(folder: string): readonly string[] {
  return namedAsBackups(folder).filter((file) => readBackup(file) === 'unreadable');
}

export function writeMark(db: Db, mark: BackupMark): void {
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(
    MARK,
    JSON.stringify(mark),
  );
}

export function forgetMark(db: Db): void {
  db.prepare('DELETE FROM meta WHERE key = ?').run(MARK);
}

export function markOf(db: Db): BackupMark | null {
  const row = db
    .prepare<[string], { readonly value: string }>('SELECT value FROM meta WHERE key = ?')
    .get(MARK);
  // True because only `writeMark` above writes this row.
  return row ? (JSON.parse(row.value) as BackupMark) : null;
}

function namedAsBackups(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .map((name) => path.join(folder, name));
}

/** What a file is: a backup when it has our mark, and whose. */
function readBackup(
  file: string,
): { readonly clinicId: string | null; readonly backup: BackupFile | null } | 'unreadable' {
  try {
    const db = openToRead(file);
    try {
      const mark = markOf(db);
      const lastSeq = lastEventOf(db)?.seq ?? 0;
      return { clinicId: clinicIdOf(db), backup: mark && { file, ...mark, lastSeq } };
    } finally {
      db.close();
    }
  } catch {
    return 'unreadable';
  }
}

function unfinishedStart(clinicId: string): string {
  return `foyer-${clinicId.slice(0, 8)}-`;
}

import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Db } from '../db/open-database.ts';

/**
 * Opens any database of a clinic to look at it, also one that a server is using. Nothing is written:
 * no migration, no stream. The clinic's own is opened for work by `openDatabase` alone. Throws what
 * SQLite says when it is none, or when somebody holds it for longer than `patienceMs`.
 */
export function openToRead(file: string, { patienceMs = 5_000 } = {}): Db {
  const options = { fileMustExist: true, timeout: patienceMs };
  // A log of changes beside a damaged database would be deleted by whoever may write. Where there is
  // none, it is the reader who would leave an empty one.
  if (existsSync(`${file}-wal`)) return opened(new Database(file, { ...options, readonly: true }));
  try {
    return opened(new Database(file, options));
  } catch (error) {
    if (!isWriteRefused(error)) throw error;
    return opened(new Database(file, { ...options, readonly: true }));
  }
}

/**
 * Opens a copy that nobody else uses, to finish it: it becomes one file with nothing beside it, and
 * every commit is flushed.
 */
export function openToFinish(file: string): Db {
  const db = new Database(file, { fileMustExist: true });
  db.pragma('journal_mode = DELETE');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  return db;
}

/** Opening reads nothing yet; this is where a file that is no database says so. */
function opened(db: Db): Db {
  try {
    db.pragma('query_only = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('schema_version');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function isWriteRefused(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError &&
    ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM'].some((code) =>
      error.code.startsWith(code),
    )
  );
}

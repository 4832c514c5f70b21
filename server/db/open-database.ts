import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';

export type Db = Database.Database;

const FULL = 2;

/**
 * Opens the clinic's database in `dataFolder`, making it when it is not there, and brings it to the
 * present schema. Throws with a plain sentence when the folder or the file cannot be written.
 */
export function openDatabase(dataFolder: string): Db {
  const file = path.join(dataFolder, 'clinic.db');
  try {
    mkdirSync(dataFolder, { recursive: true });
    const db = new Database(file);
    settle(db);
    migrate(db);
    ensureStream(db);
    return db;
  } catch (cause) {
    throw new Error(`The data folder cannot be used: ${file}: ${messageOf(cause)}`, { cause });
  }
}

/** A database in memory with the same schema and rules, for tests. */
export function openMemoryDatabase(): Db {
  const db = new Database(':memory:');
  settle(db);
  migrate(db);
  ensureStream(db);
  return db;
}

/**
 * The settings that make an acknowledged commit survive a power cut. better-sqlite3 opens a file that
 * is already in WAL mode at synchronous=NORMAL, which does not: so they are set on every connection,
 * the second time too, and then read back.
 */
function settle(db: Db): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // What a savepoint could take back is kept in memory: as a file it doubles what a commit costs.
  db.pragma('temp_store = MEMORY');
  db.pragma('busy_timeout = 5000');
  db.pragma('trusted_schema = OFF');
  const synchronous = db.pragma('synchronous', { simple: true });
  if (synchronous !== FULL) {
    throw new Error(`synchronous is ${String(synchronous)} and not FULL; nothing would be safe`);
  }
}

/** The stream id names this log to receivers; it changes only when a restored backup forks the log. */
function ensureStream(db: Db): void {
  db.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('stream', ?)").run(randomUUID());
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';
import { setForSafety } from './set-for-safety.ts';
import { beginFirstStream } from './streams.ts';

export type Db = Database.Database;

/**
 * Opens the clinic's database in `dataFolder`, making it when it is not there, and brings it to the
 * present schema. Throws with a plain sentence when the folder or the file cannot be written.
 */
export function openDatabase(dataFolder: string): Db {
  const file = path.join(dataFolder, 'clinic.db');
  try {
    mkdirSync(dataFolder, { recursive: true });
    const db = new Database(file);
    setForSafety(db);
    migrate(db);
    beginFirstStream(db);
    return db;
  } catch (cause) {
    throw new Error(`The data folder cannot be used: ${file}: ${messageOf(cause)}`, { cause });
  }
}

/** A database in memory with the same schema and rules, for tests. */
export function openMemoryDatabase(): Db {
  const db = new Database(':memory:');
  setForSafety(db);
  migrate(db);
  beginFirstStream(db);
  return db;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

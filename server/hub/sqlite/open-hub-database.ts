import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { lockFolder } from '../../db/lock-folder.ts';
import { migrate } from '../../db/migrate.ts';
import { setForSafety } from '../../db/set-for-safety.ts';

const FOLDER = path.join(import.meta.dirname, 'migrations');

/**
 * Takes the folder for this hub alone and opens `hub.db` in it, brought to the present schema. Throws
 * a plain sentence when that cannot be done.
 */
export function openHubDatabase(folder: string): {
  readonly db: Database.Database;
  readonly close: () => void;
} {
  const unlock = lockFolder(folder);
  const file = path.join(folder, 'hub.db');
  try {
    mkdirSync(folder, { recursive: true });
    const db = new Database(file);
    setForSafety(db);
    migrate(db, FOLDER);
    const close = (): void => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
      unlock();
    };
    return { db, close };
  } catch (cause) {
    unlock();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The hub's data cannot be used: ${file}: ${reason}`, { cause });
  }
}

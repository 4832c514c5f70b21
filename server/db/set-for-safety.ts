import type { Database } from 'better-sqlite3';

const FULL = 2;

/**
 * The settings that make an acknowledged commit survive a power cut. better-sqlite3 opens a file that
 * is already in WAL mode at synchronous=NORMAL, which does not: so they are set on every connection,
 * the second time too, and then read back.
 */
export function setForSafety(db: Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // What a savepoint could take back is kept in memory: as a file it doubles what a commit costs.
  db.pragma('temp_store = MEMORY');
  db.pragma('busy_timeout = 5000');
  db.pragma('trusted_schema = OFF');
  // What is purged must be gone from the disk too, and rows move between pages long before that.
  db.pragma('secure_delete = ON');
  const synchronous = db.pragma('synchronous', { simple: true });
  if (synchronous !== FULL) {
    throw new Error(`synchronous is ${String(synchronous)} and not FULL; nothing would be safe`);
  }
}

import type { Db } from '../db/open-database.ts';

const TRIES = 40;

/**
 * Takes SQLite's log of changes into the database and empties it, so that what was overwritten is in
 * neither. Waits for nobody: while another reads an older state it tries again later, and gives up in
 * the end. Returns whether it was done.
 */
export async function emptyChangeLog(
  db: Db,
  pause: () => Promise<void>,
  signal: AbortSignal,
): Promise<boolean> {
  for (let tries = 0; tries < TRIES && !signal.aborted; tries += 1) {
    if (tryToEmpty(db)) return true;
    await pause();
  }
  return false;
}

function tryToEmpty(db: Db): boolean {
  const patience = Number(db.pragma('busy_timeout', { simple: true }));
  db.pragma('busy_timeout = 0');
  try {
    return db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
  } finally {
    db.pragma(`busy_timeout = ${patience}`);
  }
}

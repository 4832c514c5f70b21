import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';

const FOLDER = path.join(import.meta.dirname, 'migrations');

/**
 * Runs the numbered files that this database has not seen, each in its own transaction, in order.
 * Throws when the database is newer than this program: an older one must not write into it.
 */
export function migrate(db: Database, folder: string = FOLDER): void {
  const files = readdirSync(folder)
    .filter((name) => /^\d{3}-.*\.sql$/.test(name))
    .toSorted();
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > files.length) {
    throw new Error(
      `the database has version ${version}, but this program knows only ${files.length}; use the newer program`,
    );
  }
  for (const [index, name] of files.entries()) {
    if (index < version) continue;
    const sql = readFileSync(path.join(folder, name), 'utf8');
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${index + 1}`);
    }).immediate();
  }
}

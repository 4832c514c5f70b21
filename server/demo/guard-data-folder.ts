import path from 'node:path';
import type { Db } from '../db/open-database.ts';

const MARK = 'demonstration';

/**
 * Keeps invented patients and real ones apart: a demonstration marks its data folder, and neither kind
 * of clinic starts on a folder of the other. Throws a sentence for whoever started the server.
 */
export function guardDataFolder(db: Db, isDemonstration: boolean): void {
  const isMarked = db.prepare('SELECT 1 FROM meta WHERE key = ?').get(MARK) !== undefined;
  if (isMarked === isDemonstration) return;
  const folder = path.dirname(db.name);
  if (isMarked) {
    throw new Error(
      `The data folder ${folder} holds a demonstration with invented patients. Choose another with --data.`,
    );
  }
  if (holdsAnything(db)) {
    throw new Error(
      `The data folder ${folder} holds a clinic's records. A demonstration needs a folder of its own: choose another with --data.`,
    );
  }
  db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run(MARK, '1');
}

function holdsAnything(db: Db): boolean {
  const found = db
    .prepare<[], { readonly isAny: number }>(
      `SELECT EXISTS (SELECT 1 FROM visit) OR EXISTS (SELECT 1 FROM appointment)
         OR EXISTS (SELECT 1 FROM answer) OR EXISTS (SELECT 1 FROM event) AS isAny`,
    )
    .get();
  return found?.isAny === 1;
}

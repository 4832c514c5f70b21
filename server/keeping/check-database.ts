import { type Db, openMemoryDatabase } from '../db/open-database.ts';
import type { EpochMs } from '../../shared/domain/time.ts';

export type LastEvent = { readonly seq: number; readonly at: EpochMs };

export type DatabaseCheck = {
  /** In words for IT, without what any row holds. Empty when all is well. */
  readonly problems: readonly string[];
  readonly schemaVersion: number;
  readonly lastEvent: LastEvent | null;
};

const MOST_PROBLEMS = 5;

/**
 * Reads a whole database and says whether it can be relied on: its pages, its references, its version
 * and the numbers of its event log. Takes seconds for a large one.
 */
export function checkDatabase(db: Db): DatabaseCheck {
  const schemaVersion = schemaVersionOf(db);
  const known = knownSchemaVersion();
  const damage = pageProblems(db);
  if (damage.length > 0) return { problems: damage, schemaVersion, lastEvent: null };
  if (schemaVersion === 0) {
    return { problems: ['it is not a database of Foyer'], schemaVersion, lastEvent: null };
  }
  const problems = [
    ...referenceProblems(db),
    ...(schemaVersion > known
      ? [`it has version ${schemaVersion}, but this program knows only ${known}`]
      : []),
    ...numberProblems(db),
  ];
  return { problems, schemaVersion, lastEvent: lastEventOf(db) };
}

/** The version that this program brings a database to. */
export function knownSchemaVersion(): number {
  const db = openMemoryDatabase();
  try {
    return schemaVersionOf(db);
  } finally {
    db.close();
  }
}

export function lastEventOf(db: Db): LastEvent | null {
  return (
    db
      .prepare<[], LastEvent>('SELECT seq, occurred_at AS at FROM event ORDER BY seq DESC LIMIT 1')
      .get() ?? null
  );
}

/**
 * The clinic that a database belongs to: the first name its event log ever had. All copies of it have
 * the same, whatever became of them since. Null when it has none.
 */
export function clinicIdOf(db: Db): string | null {
  const sql = hasTable(db, 'stream')
    ? 'SELECT id FROM stream ORDER BY number LIMIT 1'
    : "SELECT value AS id FROM meta WHERE key = 'stream'";
  return db.prepare<[], { readonly id: string }>(sql).get()?.id ?? null;
}

/** A database of an older program lacks the newer tables. */
export function hasTable(db: Db, name: string): boolean {
  const found = db
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")
    .get(name);
  return found !== undefined;
}

function schemaVersionOf(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

function pageProblems(db: Db): readonly string[] {
  const rows = db
    .prepare<[], { readonly integrity_check: string }>(`PRAGMA integrity_check(${MOST_PROBLEMS})`)
    .all();
  return rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
}

function referenceProblems(db: Db): readonly string[] {
  const rows = db
    .prepare<[], { readonly table: string; readonly parent: string }>('PRAGMA foreign_key_check')
    .all();
  const pairs = new Set(
    rows.map(({ table, parent }) => `${table} refers to a ${parent} that is gone`),
  );
  return [...pairs].slice(0, MOST_PROBLEMS);
}

function numberProblems(db: Db): readonly string[] {
  const row = db
    .prepare<
      [],
      { readonly count: number; readonly first: number | null; readonly last: number | null }
    >('SELECT count(*) AS count, min(seq) AS first, max(seq) AS last FROM event')
    .get();
  if (!row || row.count === 0) return [];
  return row.first === 1 && row.last === row.count
    ? []
    : [`its event log has ${row.count} events, numbered from ${row.first} to ${row.last}`];
}

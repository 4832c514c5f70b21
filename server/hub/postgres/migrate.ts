import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PostgresDatabase } from './database.ts';

const FOLDER = path.join(import.meta.dirname, 'migrations');
/** Any number of ours: hubs that start at the same time take turns by it. */
const MIGRATION_LOCK = 7_312_441;

/**
 * Runs the numbered files that this database has not seen, each in its own transaction, in order.
 * Throws when the database is newer than this program: an older one must not write into it.
 */
export async function migratePostgres(
  db: Pick<PostgresDatabase, 'withClient'>,
  folder: string = FOLDER,
): Promise<void> {
  const files = readdirSync(folder)
    .filter((name) => /^\d{3}-.*\.sql$/.test(name))
    .toSorted();
  await db.withClient(async (client) => {
    await client.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    try {
      await client.query('CREATE TABLE IF NOT EXISTS hub_schema (version integer NOT NULL)');
      const { rows } = await client.query<{ readonly version: number }>(
        'SELECT coalesce(max(version), 0) AS version FROM hub_schema',
      );
      const version = rows[0]?.version ?? 0;
      if (version > files.length) {
        throw new Error(
          `the database has version ${version}, but this program knows only ${files.length}; use the newer program`,
        );
      }
      for (const [index, name] of files.entries()) {
        if (index < version) continue;
        const sql = readFileSync(path.join(folder, name), 'utf8');
        await client.query(
          `BEGIN; ${sql}; INSERT INTO hub_schema (version) VALUES (${index + 1}); COMMIT`,
        );
      }
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
    }
  });
}

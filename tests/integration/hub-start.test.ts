import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DestinationSettings } from '../../shared/contract/destination-settings.ts';
import { ask, HUB_FILE, push, statusesOf, wireEvents } from '../support/hub-pushes.ts';

const STREAM = 'b9a9a5f0-57cc-4f6b-8d55-0a9f1d0e7a11';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-hub-start-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['server/hub/main.ts', '--data', folder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

async function untilReady(child: ChildProcess): Promise<string> {
  const [message] = await once(child, 'message');
  return `http://127.0.0.1:${Number(Object(message).port)}`;
}

async function failure(...args: readonly string[]) {
  const child = start(...args);
  const said = child.stderr ? text(child.stderr) : Promise.resolve('');
  const [code] = await once(child, 'exit');
  return { code: Number(code), said: (await said).trim() };
}

test('alone it makes a clinic to try out, tells its token, and keeps both and what it took', async () => {
  const first = start('--port', '0');
  const said = first.stdout ? text(first.stdout) : Promise.resolve('');
  const url = await untilReady(first);
  const file = path.join(folder, 'hub.json');
  const { clinics, viewerToken } = JSON.parse(readFileSync(file, 'utf8')) as typeof HUB_FILE;
  const token = clinics[0]?.token ?? '';
  const events = wireEvents(2);
  await push(url, STREAM, events, { token });
  first.kill('SIGTERM');
  const [code] = await once(first, 'exit');

  const second = start('--port', '0');
  const again = await push(await untilReady(second), STREAM, events, { token });
  second.kill('SIGINT');
  await once(second, 'exit');

  expect(code).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await said).toContain(viewerToken);
  expect(DestinationSettings.parse(destinationIn(await said))).toMatchObject({ url, token });
  expect(statusesOf(again)).toEqual(['duplicate', 'duplicate']);
});

test('it serves its own page and none of a clinic, and says that it is well', async () => {
  const child = start('--port', '0');
  const url = await untilReady(child);

  const health = await ask(url, '/health', { token: null });
  const statuses = await Promise.all(
    ['/desk', '/desk/index.html', '/hub/index.html', '/assets/../desk/index.html'].map(
      async (place) => (await fetch(`${url}${place}`)).status,
    ),
  );
  child.kill();
  await once(child, 'exit');

  expect(health).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect(statuses).toEqual([404, 404, 404, 404]);
});

test('what is wrong with its file is said with the place of each fault, and no token', async () => {
  const file = path.join(folder, 'wrong.json');
  const [north] = HUB_FILE.clinics;
  writeFileSync(
    file,
    JSON.stringify({ ...HUB_FILE, clinics: [north, { ...north, timeZone: 'Mars' }] }),
  );

  const { code, said } = await failure('--config', file);

  expect(code).toBe(1);
  expect(said).toContain('clinics[1].timeZone: must be an IANA time zone');
  expect(said).not.toContain(north?.token);
  expect(said).not.toMatch(/^\s+at /m);
});

test('a folder of another hub, a port in use and a database that is not there are one sentence each', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const running = start('--port', '0');
  await untilReady(running);

  const sameFolder = await failure('--port', '0');
  running.kill();
  await once(running, 'exit');
  const samePort = await failure('--port', port);
  other.close();
  const noDatabase = await failure('--database', `postgres://user:secret@127.0.0.1:${port}/hub`);

  expect(sameFolder.said).toMatch(/^Another .* is running on the data folder/);
  expect(samePort.said).toBe(
    `Port ${port} is in use by another program. Stop it, or choose another with --port.`,
  );
  expect(noDatabase.said).toMatch(/^The database cannot be used: .*ECONNREFUSED/);
  expect(noDatabase.said).not.toContain('secret');
});

/** The destination in the lines for a clinic's file. */
function destinationIn(said: string): unknown {
  const list = said.slice(said.indexOf('"destinations": ') + '"destinations": '.length);
  const [destination]: unknown[] = JSON.parse(list);
  return destination;
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { TestDevice } from '../support/device.ts';
import { extractPackaged } from './packaged-app.ts';

const Ready = z.object({ type: z.literal('ready'), port: z.int() });
/** Libraries look at this, and read the command line in another way when they think they are in Electron. */
const AS_IN_ELECTRON =
  'data:text/javascript,Object.defineProperty(process.versions,"electron",{value:"45.0.0"})';
let program = '';
let data = '';

beforeAll(async () => {
  program = await extractPackaged();
  data = mkdtempSync(path.join(tmpdir(), 'foyer-packaged-data-'));
}, 60_000);
afterAll(() => {
  for (const folder of [program, data]) rmSync(folder, { recursive: true, force: true });
});

async function startServer(): Promise<{ readonly server: ChildProcess; readonly url: string }> {
  const server = fork(
    path.join(program, 'dist/server/main.js'),
    ['--port', '0', '--data', data, '--allow-origin', 'app://kiosk'],
    { cwd: data, silent: true, execArgv: ['--import', AS_IN_ELECTRON] },
  );
  const said = server.stderr ? text(server.stderr) : Promise.resolve('');
  const failed = once(server, 'exit').then(async () => Promise.reject(new Error(await said)));
  const [message] = await Promise.race([once(server, 'message'), failed]);
  return { server, url: `http://127.0.0.1:${Ready.parse(message).port}` };
}

test('the packaged server runs by itself: demonstration, pages, check-in, the newest database and an orderly end', async () => {
  const { server, url } = await startServer();
  const health: unknown = await (await fetch(`${url}/health`)).json();
  const page = await fetch(`${url}/check-in`);
  const html = await page.text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? 'none';
  const served = await fetch(`${url}${script}`);
  const kiosk = await TestDevice.connect(url, 'check-in', null);
  const reply = await kiosk.ask('check-in:find', {
    dateOfBirth: '1984-03-15',
    lastInitial: 'W',
    firstInitial: null,
  });
  kiosk.socket.close();
  server.send({ type: 'shutdown' });
  const [code] = await once(server, 'exit');

  expect(health).toMatchObject({ status: 'ok', isDemonstration: true });
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(served.status).toBe(200);
  expect(reply).toMatchObject({ ok: true, value: { kind: 'found' } });
  expect(code).toBe(0);
  expect(databaseVersion()).toBe(readdirSync('server/db/migrations').length);
});

function databaseVersion(): number {
  const file = readdirSync(data).find((name) => /\.(db|sqlite)$/.test(name)) ?? 'none';
  const db = new Database(path.join(data, file), { readonly: true });
  const version = Number(db.pragma('user_version', { simple: true }));
  db.close();
  return version;
}

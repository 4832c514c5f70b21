import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clinicSettings } from '../support/clinic.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-start-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['server/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/** What somebody reads who started it wrongly, and the exit code their scripts see. */
async function failure(...args: readonly string[]) {
  const child = start(...args);
  const said = child.stderr ? text(child.stderr) : Promise.resolve('');
  const [code] = await once(child, 'exit');
  return { code: Number(code), said: (await said).trim() };
}

function file(name: string, content: string): string {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
}

test('a port in use is one sentence with what to do', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';

  const { code, said } = await failure('--port', port, '--data', folder);
  other.close();

  expect(code).toBe(1);
  expect(said).toBe(
    `Port ${port} is in use by another program. Stop it, or choose another with --port.`,
  );
});

test('a clinic file that is not there, not JSON or not right is said with the place of each fault', async () => {
  const broken = file('broken.json', '{ "name": ');
  const settings = clinicSettings({
    timeZone: 'Mars/Olympus',
    services: [{ id: 'doctor', label: 'Doctor', areaId: 'purple', minutes: 15, colour: 'red' }],
  });
  const wrong = file('wrong.json', JSON.stringify(settings));

  const missing = await failure('--config', path.join(folder, 'none.json'));
  const unreadable = await failure('--config', broken);
  const invalid = await failure('--config', wrong);

  expect(missing).toMatchObject({
    code: 1,
    said: expect.stringMatching(/none\.json cannot be read/),
  });
  expect(unreadable).toMatchObject({
    code: 1,
    said: expect.stringMatching(/broken\.json is not JSON/),
  });
  expect(invalid.code).toBe(1);
  expect(invalid.said).toContain('timeZone: must be an IANA time zone such as "Europe/Dublin"');
  expect(invalid.said).toContain('services[0]');
  expect(invalid.said).not.toMatch(/^\s+at /m);
});

test('references to what is not in the file are named with their place', async () => {
  const settings = clinicSettings({
    stations: [
      { id: 'room-3', label: 'Room 3', areaId: 'purple', directions: 'x', serviceIds: ['magic'] },
    ],
  });

  const { said } = await failure('--config', file('wrong.json', JSON.stringify(settings)));

  expect(said).toContain('stations[0].areaId: there is no area "purple"');
  expect(said).toContain('stations[0].serviceIds[0]: there is no service "magic"');
});

test('a data folder that cannot be used is one sentence', async () => {
  const { code, said } = await failure('--port', '0', '--data', file('data', 'a file'));

  expect(code).toBe(1);
  expect(said).toMatch(/^The data folder cannot be used: .*data/);
  expect(said.split('\n')).toHaveLength(1);
});

test('two servers never share a data folder', async () => {
  const first = start('--port', '0', '--data', folder);
  await once(first, 'message');

  const { code, said } = await failure('--port', '0', '--data', folder);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const next = start('--port', '0', '--data', folder);
  await once(next, 'message');
  next.kill('SIGKILL');
  await once(next, 'exit');

  expect(code).toBe(1);
  expect(said).toBe(`Another Foyer server is running on the data folder ${folder}.`);
});

test("a clinic does not start on a demonstration's data", async () => {
  const demonstration = start('--port', '0', '--data', folder);
  await once(demonstration, 'message');
  demonstration.kill('SIGINT');
  await once(demonstration, 'exit');

  const config = file('clinic.json', JSON.stringify(clinicSettings()));
  const { code, said } = await failure('--config', config, '--port', '0', '--data', folder);

  expect(code).toBe(1);
  expect(said).toContain('holds a demonstration with invented patients');
});

test('it says its addresses, and Ctrl-C stops it cleanly', async () => {
  const child = start('--port', '0', '--data', folder);
  const said = child.stdout ? text(child.stdout) : Promise.resolve('');
  await once(child, 'message');

  child.kill('SIGINT');
  const [code] = await once(child, 'exit');

  expect(code).toBe(0);
  const table = await said;
  for (const page of ['check-in', 'feedback', 'display', 'desk', 'manager', 'phone', 'health']) {
    expect(table).toContain(`/${page}`);
  }
});

test('a server whose supervisor is gone stops by itself, so that the next one has its port', async () => {
  const child = start('--port', '0', '--data', folder);
  await once(child, 'message');
  child.disconnect();

  expect(await once(child, 'exit')).toEqual([0, null]);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-npm-start-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start` for a demonstration of its own, and what it has said so far. */
function start(environment: Readonly<Record<string, string>>) {
  const child = spawn(
    process.execPath,
    ['scripts/start.ts', '--port', '0', '--data', path.join(folder, 'data')],
    { env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...environment } },
  );
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const stop = async (): Promise<number> => {
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    return Number(code);
  };
  return { said: () => said, stop };
}

const PATIENT = { timeout: 60_000, interval: 50 };

test('without a display it says why there is no kiosk, serves, and stops properly', async () => {
  const server = start({});
  await vi.waitFor(
    () => expect(server.said()).toContain('no window: there is no display'),
    PATIENT,
  );
  const [, url = ''] = /Check-in +(http\S+)\/check-in/.exec(server.said()) ?? [];

  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
});

test(
  'where there is Electron and a display, it opens the kiosk as a client of its server',
  { timeout: 120_000 },
  async () => {
    const record = path.join(folder, 'asked');
    const electron = path.join(folder, 'electron');
    writeFileSync(
      electron,
      `#!/bin/sh\necho "$@" > ${record}.new && mv ${record}.new ${record}\n`,
      {
        mode: 0o755,
      },
    );
    const server = start({ DISPLAY: ':99', ELECTRON_BIN: electron });
    await vi.waitFor(() => expect(existsSync(record)).toBe(true), PATIENT);
    const [program, config = ''] = readFileSync(record, 'utf8').trim().split(' ');
    const [, url = ''] = /Check-in +(http\S+)\/check-in/.exec(server.said()) ?? [];

    expect(program).toBe('.');
    const file: unknown = JSON.parse(readFileSync(config.replace('--config=', ''), 'utf8'));
    expect(file).toMatchObject({ server: { url } });
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  },
);

import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ServerProcess, ServerSupervisor } from './server-supervisor.ts';

const SAYS_READY = `process.send({ type: 'ready', port: 8080 }); setInterval(() => {}, 1000);
  process.on('message', ({ type }) => { if (type === 'shutdown') process.exit(0); });`;
const SAYS_NOTHING = 'setInterval(() => {}, 1000);';

let folder = '';
let children: ChildProcess[] = [];
let supervisors: ServerSupervisor[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-supervisor-'));
  children = [];
  supervisors = [];
});
afterEach(async () => {
  const stopped = supervisors.map((supervisor) => supervisor.stop());
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(stopped);
  rmSync(folder, { recursive: true, force: true });
});

/** A supervisor of real processes that run this program, and what it has said. */
function supervise(program: string, { readyWithinMs = 30_000 } = {}) {
  const file = path.join(folder, 'server.mjs');
  writeFileSync(file, program);
  const log: string[] = [];
  const onGiveUp = vi.fn<() => void>();
  const supervisor = new ServerSupervisor({
    fork: () => startServer(file),
    port: 8080,
    readyWithinMs,
    onGiveUp,
    log: (line) => log.push(line),
  });
  supervisors.push(supervisor);
  return { supervisor, log, onGiveUp };
}

function startServer(file: string): ServerProcess {
  const child = fork(file, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  children.push(child);
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    on: (name: string, listener: (value: number) => void) => child.on(name, listener),
    postMessage: (message) => child.send(Object(message)),
    kill: () => child.kill('SIGKILL'),
  };
}

test('a server that says it is ready is, until it is told to stop', async () => {
  const { supervisor, log } = supervise(SAYS_READY);
  supervisor.start();
  await vi.waitFor(() => expect(supervisor.state).toBe('ready'), 10_000);
  await supervisor.stop();

  expect(supervisor.state).toBe('stopped');
  expect(log).toEqual(['the server is ready']);
});

test('a server that is not ready in time is ended and started anew', async () => {
  const { supervisor, log } = supervise(SAYS_NOTHING, { readyWithinMs: 100 });
  supervisor.start();
  await vi.waitFor(() => expect(children.length).toBeGreaterThan(1), 10_000);

  expect(log[0]).toBe('the server was not ready within 0.1 seconds');
  expect(supervisor.restarts).toBeGreaterThan(0);
});

test('a server at another port than it was told is of no use', async () => {
  const { supervisor, log } = supervise(SAYS_READY.replace('8080', '9090'));
  supervisor.start();
  await vi.waitFor(() => expect(children.length).toBeGreaterThan(1), 10_000);

  expect(log[0]).toBe('the server listens on port 9090, not 8080');
  expect(supervisor.state).not.toBe('ready');
});

test('what it prints is in the log', async () => {
  const { supervisor, log } = supervise(
    `console.log('hello'); console.error('help');${SAYS_READY}`,
  );
  supervisor.start();
  await vi.waitFor(() => {
    expect(log).toContain('server: hello');
    expect(log).toContain('server: help');
  }, 10_000);
});

test('asked twice to restart, it does so once', async () => {
  const { supervisor } = supervise(SAYS_READY);
  supervisor.start();
  await vi.waitFor(() => expect(supervisor.state).toBe('ready'), 10_000);
  await Promise.all([supervisor.restart(), supervisor.restart()]);
  await vi.waitFor(() => expect(supervisor.state).toBe('ready'), 10_000);

  expect(children).toHaveLength(2);
  expect(supervisor.restarts).toBe(1);
});

test('a server that never stays up is given up in the end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const { supervisor, onGiveUp } = supervise('process.exit(1);');
  supervisor.start();
  const turns = async (isEnough: () => boolean): Promise<void> => {
    while (!isEnough()) await new Promise((resolve) => setImmediate(resolve));
  };
  for (let count = 1; count < 8; count += 1) {
    await turns(() => children.length === count && supervisor.state === 'down');
    expect(onGiveUp).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(30_000);
  }
  await turns(() => onGiveUp.mock.calls.length > 0);
  vi.useRealTimers();

  expect(children).toHaveLength(8);
});

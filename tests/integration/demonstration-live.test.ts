import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, startApp } from '../../server/app.ts';
import type { Sender } from '../../server/commands/command-context.ts';
import { demonstrationFile, seedDemonstration } from '../../server/demo/demonstration.ts';
import { startLivePatients } from '../../server/demo/live.ts';
import { isActive } from '../../shared/domain/queue-entry.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';

const NOON = Date.UTC(2026, 10, 18, 12);
const DAY = '2026-11-18';
const VISITOR: Sender = { id: 'visitor', role: 'desk', label: 'Desk', visitId: null };
const file = demonstrationFile();

let folder: string;
let now: number;
let app: App;
let wake: (() => Promise<void>) | null;
let stop: () => void;
let done: Record<string, number>;
let failures: string[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-live-'));
  now = NOON;
  done = {};
  failures = [];
  app = await startApp({
    file,
    isDemonstration: true,
    dataFolder: folder,
    host: '127.0.0.1',
    port: 0,
    allowedOrigins: [],
    logger: pino({ level: 'silent' }),
    clock: { now: () => now },
  });
  seedDemonstration(app, file, { now: () => now });
  stop = startLivePatients(app, file, {
    seed: 'a lively day',
    scheduler: {
      now: () => now,
      every: (_, run) => {
        wake = run;
        return () => {
          wake = null;
        };
      },
    },
    onReply: (act, reply) => {
      if (reply.ok) done[act.name] = (done[act.name] ?? 0) + 1;
      else if (reply.error.code !== 'refused') failures.push(`${act.name} ${reply.error.code}`);
    },
  });
});

afterEach(async () => {
  stop();
  await app.close();
  rmSync(folder, { recursive: true });
});

async function letPass(minutes: number, look: () => void = () => undefined): Promise<void> {
  for (let second = 0; second < minutes * 60; second += 2) {
    now += 2 * SECOND_MS;
    await wake?.();
    look();
  }
}

function submit(name: 'queue:call-next' | 'queue:start', input: object): Promise<unknown> {
  return app.bus.submit(name, { commandId: crypto.randomUUID(), ...input }, VISITOR);
}

test('in half an hour people come, are called, are seen and say how it was', async () => {
  let mostWaiting = 0;
  await letPass(30, () => {
    const waiting = app.day.entries().filter(({ status }) => status === 'waiting').length;
    mostWaiting = Math.max(mostWaiting, waiting);
  });

  expect(failures).toEqual([]);
  expect(done).toMatchObject({
    'check-in:by-desk': expect.any(Number),
    'check-in:take-number': expect.any(Number),
    'queue:recall': expect.any(Number),
    'queue:hold': expect.any(Number),
    'queue:resume': expect.any(Number),
    'queue:transfer': expect.any(Number),
    'help:call': expect.any(Number),
    'help:answer': expect.any(Number),
    'notice:show': expect.any(Number),
    'feedback:follow-up': expect.any(Number),
  });
  expect(done['queue:call-next']).toBeGreaterThan(30);
  expect(done['queue:finish']).toBeGreaterThan(25);
  expect(done['feedback:face']).toBeGreaterThan(8);
  expect(mostWaiting).toBeGreaterThan(5);
  expect(mostWaiting).toBeLessThanOrEqual(16);
});

test('somebody new is expected however long it goes on', async () => {
  await letPass(30);

  expect(app.stores.appointments.expectedCount(DAY)).toBeGreaterThan(5);
});

test('a station where a visitor calls by hand is left alone for five minutes', async () => {
  await letPass(2);
  await submit('queue:call-next', { stationId: 'room-3' });
  const called = app.day
    .entries()
    .find(({ stationId, status }) => stationId === 'room-3' && status === 'called');
  await letPass(4);

  expect(called).toBeDefined();
  expect(app.day.entry(called?.id ?? '')).toMatchObject({ status: 'called', callCount: 1 });

  await letPass(2);
  expect(app.day.entry(called?.id ?? '')?.status).not.toBe('called');
});

test('nobody is helped twice and a real call for help is answered after a while', async () => {
  const kiosk = { id: 'demonstration-check-in', role: 'check-in', label: 'Kiosk 1', visitId: null };
  await app.bus.submit(
    'help:call',
    { commandId: crypto.randomUUID(), screen: 'name', language: 'en' },
    kiosk as Sender,
  );
  await letPass(1);
  expect(app.day.openHelp().some(({ deviceId }) => deviceId === kiosk.id)).toBe(true);

  await letPass(0.5);
  expect(app.day.openHelp().some(({ deviceId }) => deviceId === kiosk.id)).toBe(false);
});

test('what has been stopped does nothing more', async () => {
  await letPass(1);
  stop();
  const before = app.day.entries().filter(isActive).length;
  await letPass(5);

  expect(app.day.entries().filter(isActive)).toHaveLength(before);
  expect(now).toBe(NOON + 6 * MINUTE_MS);
});

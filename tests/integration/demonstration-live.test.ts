import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sender } from '../../server/commands/command-context.ts';
import { demonstrationFile, seedDemonstration } from '../../server/demo/demonstration.ts';
import { startLivePatients } from '../../server/demo/live.ts';
import type { CommandName } from '../../shared/contract/commands.ts';
import { isActive, type QueueEntry } from '../../shared/domain/queue-entry.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';
import { runClinic, type RunningClinic, testClock } from '../support/running-clinic.ts';

const DAY = '2026-11-18';
const NOON = Date.UTC(2026, 10, 18, 12);
const DESK: Sender = { id: 'desk', role: 'desk', label: 'Desk', visitId: null };
const KIOSK: Sender = { id: 'kiosk', role: 'check-in', label: 'Kiosk 1', visitId: null };
const file = demonstrationFile();

let clinic: RunningClinic;
let wake: (() => Promise<void>) | null;
let stop: () => void;
/** How often each command was accepted. */
let done: Record<string, number>;
let failures: string[];

beforeEach(async () => {
  done = {};
  failures = [];
  clinic = await runClinic({ file, isDemonstration: true, clock: testClock(NOON) });
  seedDemonstration(clinic.app, file, { clock: clinic.clock });
  stop = simulate();
});

afterEach(async () => {
  stop();
  await clinic[Symbol.asyncDispose]();
});

function simulate(): () => void {
  return startLivePatients(clinic.app, file, {
    seed: 'a lively day',
    scheduler: {
      now: clinic.clock.now,
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
}

async function letPass(minutes: number, look: () => void = () => undefined): Promise<void> {
  for (let second = 0; second < minutes * 60; second += 2) {
    clinic.clock.advance(2 * SECOND_MS);
    await wake?.();
    look();
  }
}

function entries(): readonly QueueEntry[] {
  return clinic.app.day.entries();
}

/** Those booked within the next half hour who have not come. */
function comingSoon(): number {
  const now = clinic.clock.now();
  return clinic.app.stores.appointments
    .ofDay(DAY)
    .filter(({ id, startAt }) => startAt > now && startAt < now + 30 * MINUTE_MS && isExpected(id))
    .length;
}

function isExpected(appointmentId: string): boolean {
  return clinic.app.day.visitOfAppointment(appointmentId) === null;
}

function submit(name: CommandName, input: object): Promise<unknown> {
  return clinic.app.bus.submit(name, { commandId: randomUUID(), ...input }, DESK);
}

test('in twenty minutes people come, are called, are seen and say how it was', async () => {
  let mostWaiting = 0;
  await letPass(20, () => {
    const waiting = entries().filter(({ status }) => status === 'waiting').length;
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
  expect(comingSoon()).toBeGreaterThan(3);
});

test('a station where a visitor calls by hand is left alone for five minutes', async () => {
  await submit('check-in:take-number', { serviceId: 'doctor', needs: [], language: 'en' });
  const patient = entries().at(-1);
  const entryId = patient?.id ?? '';
  await submit('queue:call', { entryId, stationId: 'room-3', reason: 'asked' });
  await letPass(4);

  expect(clinic.app.day.entry(entryId)).toMatchObject({ status: 'called', callCount: 1 });
  const stations = entries().map(({ stationId }) => stationId);
  expect(stations.filter((stationId) => stationId === 'room-3')).toHaveLength(1);

  await letPass(2);
  expect(clinic.app.day.entry(entryId)?.status).not.toBe('called');
});

test('somebody real who asks for help is gone to when the desk does not answer in time', async () => {
  const input = { commandId: randomUUID(), screen: 'name', language: 'en' };
  await clinic.app.bus.submit('help:call', input, KIOSK);
  await letPass(1);
  expect(isHelpOpen()).toBe(true);

  await letPass(0.5);
  expect(isHelpOpen()).toBe(false);
});

test('whoever was inside when the server stopped is seen to the end after a restart', async () => {
  await letPass(3);
  const inside = entries().filter(({ status }) => status === 'in-service');
  stop();
  await clinic.restart();
  stop = simulate();
  await letPass(5);

  expect(inside.length).toBeGreaterThan(2);
  const ids = new Set(inside.map(({ id }) => id));
  const after = entries().filter(({ id }) => ids.has(id));
  expect(after.map(({ status }) => status)).toEqual(inside.map(() => 'done'));
});

test('what has been stopped does nothing more', async () => {
  await letPass(1);
  stop();
  const before = entries().filter(isActive);
  await letPass(5);

  expect(entries().filter(isActive)).toEqual(before);
});

function isHelpOpen(): boolean {
  return clinic.app.day.openHelp().some(({ deviceId }) => deviceId === KIOSK.id);
}

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { CommandInput, CommandName, CommandValue } from '../../shared/contract/commands.ts';
import { readLine } from '../../server/replay/recorded-line.ts';
import type { QueueEntry } from '../../shared/domain/queue-entry.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { RecordedDay } from '../../shared/domain/waits/recorded/recorded-day.ts';
import type { RecordedEvent } from '../../shared/domain/waits/recorded/recorded-event.ts';
import {
  DEFAULT_SETTINGS,
  dayNumberOf,
} from '../../shared/domain/waits/recorded/recorded-settings.ts';
import { A_NUMBER, clinicSettings, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import {
  appointment,
  runClinic,
  type RunningClinic,
  TEN_O_CLOCK,
} from '../support/running-clinic.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;
const PROGRAMS = path.join(import.meta.dirname, '../../server');

function exportEvents(clinic: RunningClinic, ...more: readonly string[]) {
  const config = path.join(clinic.folder, 'clinic.json');
  writeFileSync(config, JSON.stringify(clinicSettings()));
  const words = ['export', 'events', '--data', clinic.folder, '--config', config, ...more];
  const program = path.join(PROGRAMS, 'cli/foyer.ts');
  return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
}

function eventsOf(text: string): readonly RecordedEvent[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    const read = readLine(line);
    if (!read.ok) throw new Error(`${line}: ${read.problem}`);
    return [read.event];
  });
}

function dayOf(events: readonly RecordedEvent[]): RecordedDay {
  const day = new RecordedDay({
    dayNumber: dayNumberOf(TEN_O_CLOCK, 0),
    utcOffsetMinutes: 0,
    settings: DEFAULT_SETTINGS,
    maxOvertakes: Infinity,
    before: null,
  });
  for (const event of events) day.take(event);
  return day;
}

/** All that the order of the queue depends on, of those who are not done. */
function placesOf(entries: readonly QueueEntry[], nameOf: (entry: QueueEntry) => string) {
  return entries
    .filter(({ status }) => status !== 'done' && status !== 'left')
    .map((entry) => ({
      visit: nameOf(entry),
      serviceId: entry.serviceId,
      providerId: entry.providerId,
      status: entry.status,
      priority: entry.priority,
      queuedAt: entry.queuedAt,
      dueAt: entry.dueAt,
      appointmentAt: entry.appointmentAt,
      overtakenCount: entry.overtakenCount,
      stationId: entry.stationId,
      calledAt: entry.calledAt,
      startedAt: entry.startedAt,
    }))
    .toSorted((a, b) => (a.visit < b.visit ? -1 : 1));
}

/** Sends what must succeed. */
async function act<C extends CommandName>(
  desk: TestDevice<'desk'>,
  name: C,
  body: Omit<CommandInput<C>, 'commandId'>,
): Promise<CommandValue<C>> {
  const reply = await desk.send(name, body);
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
  return reply.value;
}

const EVERY_STEP = [
  'clinic',
  'station-opened',
  'checked-in',
  'called',
  'started',
  'undone',
  'held',
  'resumed',
  'finished',
  'left',
  'notice',
  'station-paused',
];

/** A morning with every step that the desk has. Returns the entry of one who was passed over. */
async function busyMorning(clinic: RunningClinic, desk: TestDevice<'desk'>): Promise<string> {
  const { app, clock } = clinic;
  const pass = (minutes: number): void => clock.advance(minutes * MINUTE_MS);
  const arrive = (minutes: number) => {
    const booked = appointment({ startAt: TEN_O_CLOCK + minutes * MINUTE_MS });
    app.stores.appointments.put(booked, TEN_O_CLOCK);
    return act(desk, 'check-in:by-desk', { appointmentId: booked.id, needs: [] });
  };
  const takeNumber = async () => {
    const { ticket } = await act(desk, 'check-in:take-number', A_NUMBER);
    const entry = app.day.currentEntry(app.day.visitOfTicket(ticket)?.id ?? '');
    return { entryId: entry?.id ?? '' };
  };
  await act(desk, 'station:open', { stationId: 'room-3', providerId: 'adeyemi' });
  await act(desk, 'station:open', { stationId: 'bloods', providerId: null });
  const [first, second, third, fourth] = [
    await arrive(5),
    await arrive(10),
    await arrive(15),
    await arrive(20),
  ];
  const one = await takeNumber();
  pass(1);
  const [two, three] = [await takeNumber(), await takeNumber()];
  await act(desk, 'queue:call-next', { stationId: 'room-3' });
  pass(1);
  await act(desk, 'queue:start', { entryId: first.entryId });
  await act(desk, 'queue:call', { ...three, stationId: 'bloods', reason: 'urgent' });
  pass(1);
  await act(desk, 'queue:undo', three);
  await act(desk, 'queue:call', { ...two, stationId: 'bloods', reason: 'urgent' });
  pass(1);
  await act(desk, 'queue:requeue', two);
  await act(desk, 'queue:undo', two);
  pass(1);
  await act(desk, 'queue:start', two);
  await act(desk, 'queue:hold', { entryId: third.entryId });
  await act(desk, 'queue:set-priority', { entryId: fourth.entryId, priority: 2 });
  pass(10);
  const to = { serviceId: 'blood', providerId: null };
  await act(desk, 'queue:transfer', { entryId: first.entryId, ...to });
  pass(1);
  await act(desk, 'queue:call-next', { stationId: 'room-3' });
  pass(1);
  await act(desk, 'queue:requeue', { entryId: fourth.entryId });
  await act(desk, 'queue:leave', three);
  await act(desk, 'queue:call', { ...callOf(second), reason: 'asked' });
  await act(desk, 'notice:show', { stationId: 'room-3', minutes: 20, reasonId: 'more-time' });
  await act(desk, 'station:pause', { stationId: 'bloods', untilAt: null });
  return one.entryId;
}

function callOf({ entryId }: { readonly entryId: string }) {
  return { entryId, stationId: 'room-3' };
}

test('a morning that is exported and replayed has the same queue as the server', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  const passedOver = await busyMorning(clinic, desk);

  const { stdout, stderr, status } = exportEvents(clinic);

  expect([status, stderr]).toEqual([0, '']);
  expect(new Set(eventsOf(stdout).map(({ type }) => type))).toEqual(new Set(EVERY_STEP));
  const day = dayOf(eventsOf(stdout));
  const scene = day.scene(clinic.clock.now());
  const { app } = clinic;
  expect(day.oddities).toBe(0);
  expect(app.day.entry(passedOver)?.overtakenCount).toBe(1);
  expect(placesOf(scene.entries, ({ visitId }) => visitId)).toEqual(
    placesOf(app.day.entries(), ({ visitId }) => app.day.visit(visitId)?.appointmentId ?? visitId),
  );
  const stations = app.day.stations().filter(({ status: is }) => is !== 'closed');
  expect(scene.stations).toMatchObject(
    stations.map(({ areaId: _area, sinceAt: _since, ...station }) => station),
  );
  expect(scene.policy).toEqual({ ...scene.policy, maxOvertakes: 3 });
  const replayed = spawnSync(
    process.execPath,
    [path.join(PROGRAMS, 'replay/main.ts'), '--fast', '-'],
    { encoding: 'utf8', input: stdout },
  );
  expect([replayed.status, replayed.stderr]).toEqual([0, '']);
});

test('only the days that are asked for are exported, with what was booked for them before', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  await act(desk, 'station:open', { stationId: 'bloods', providerId: null });
  await act(desk, 'check-in:take-number', A_NUMBER);
  clinic.app.stores.events.append({
    type: 'schedule.changed',
    aggregate: 'schedule:2026-11-22',
    occurredAt: TEN_O_CLOCK + MINUTE_MS,
    body: {
      changes: [
        {
          appointmentId: 'tomorrow',
          startAt: TEN_O_CLOCK + DAY_MS,
          serviceId: 'doctor',
          providerId: null,
          status: 'booked',
        },
      ],
    },
  });
  clinic.clock.advance(DAY_MS);
  await act(desk, 'check-in:take-number', A_NUMBER);

  const { stdout } = exportEvents(clinic, '--from', '2026-11-22', '--to', '2026-11-22');

  expect(eventsOf(stdout).map(({ at, type }) => [(at - TEN_O_CLOCK) / MINUTE_MS, type])).toEqual([
    [0, 'clinic'],
    [1, 'booked'],
    [24 * 60, 'station-opened'],
    [24 * 60, 'checked-in'],
  ]);
});

test('a day that is none is refused', async () => {
  await using clinic = await runClinic();

  const { status, stderr } = exportEvents(clinic, '--from', 'yesterday');

  expect(status).toBe(1);
  expect(stderr).toContain('must be a day such as 2026-11-21');
});

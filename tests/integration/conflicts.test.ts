import { expect, test } from 'vitest';
import { applySchedule } from '../../server/upstream/schedule/apply-schedule.ts';
import type { ListedAppointment } from '../../server/upstream/schedule/schedule-list.ts';
import { A_NUMBER, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import {
  appointment,
  runClinic,
  type RunningClinic,
  TEN_O_CLOCK,
} from '../support/running-clinic.ts';

const DAY = '2026-11-21';
const NOON = TEN_O_CLOCK + 120 * 60_000;

function listed(change: Partial<ListedAppointment> = {}): ListedAppointment {
  const { id: _id, ...booked } = appointment({ ref: 'A1' });
  return { ...booked, version: null, data: {}, visitId: null, ...change };
}

/** A list comes in and is taken up, as from a hub. */
function listComes(
  { app, clock }: RunningClinic,
  appointments: readonly ListedAppointment[],
): void {
  clock.advance(60_000);
  const now = clock.now();
  const list = { source: 'hub', asOf: now, days: [DAY], appointments, leftOut: [] };
  applySchedule(list, { db: app.db, stores: app.stores, now });
  app.refresh();
}

async function checkIn(desk: TestDevice<'desk'>, { app }: RunningClinic): Promise<string> {
  const [booked] = app.stores.appointments.ofDay(DAY);
  const reply = await desk.send('check-in:by-desk', { appointmentId: booked?.id ?? '', needs: [] });
  if (!reply.ok) throw new Error('The desk could not check in');
  return reply.value.ticket;
}

test('the desk sees who is here although cancelled, in the place where they are, and closes it', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  listComes(clinic, [listed()]);
  const ticket = await checkIn(desk, clinic);

  listComes(clinic, [listed({ status: 'cancelled' })]);

  const { conflicts, entries } = await desk.until((snapshot) => snapshot.conflicts.length > 0);
  expect(entries).toMatchObject([{ ticket, status: 'waiting' }]);
  expect(conflicts).toEqual([
    {
      conflictId: expect.any(String),
      kind: 'cancelled',
      ticket,
      name: 'James Whitfield',
      entryId: entries[0]?.entryId,
      nowStartAt: null,
      nowServiceId: null,
      nowProviderId: null,
      seenAt: clinic.clock.now(),
    },
  ]);

  const conflictId = conflicts[0]?.conflictId ?? '';
  expect(await desk.send('conflict:close', { conflictId })).toEqual({ ok: true, value: {} });
  await desk.until((snapshot) => snapshot.conflicts.length === 0);
  expect(await desk.send('conflict:close', { conflictId })).toEqual({
    ok: false,
    error: { code: 'refused', reason: 'already-answered' },
  });
  const closed = clinic.app.stores.events.after(0, 100).at(-1);
  expect([closed?.type, JSON.parse(closed?.body ?? '')]).toEqual([
    'conflict.closed',
    { conflictId, by: 'desk-1' },
  ]);
});

test('whoever was moved keeps their turn, and the desk reads what the list says now', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  listComes(clinic, [listed()]);
  await checkIn(desk, clinic);
  const before = clinic.app.day.entries();

  listComes(clinic, [listed({ startAt: NOON, providerId: 'osei' })]);

  const { conflicts } = await desk.until((snapshot) => snapshot.conflicts.length > 0);
  expect(conflicts).toMatchObject([
    { kind: 'moved', nowStartAt: NOON, nowServiceId: 'doctor', nowProviderId: 'osei' },
  ]);
  expect(clinic.app.day.entries()).toEqual(before);
});

test('a conflict outlives the server, and leaves by itself when the list agrees again', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  listComes(clinic, [listed()]);
  await checkIn(desk, clinic);
  listComes(clinic, []);

  await desk.cutBy(() => clinic.restart());
  const { conflicts } = await desk.until((snapshot) => snapshot.conflicts.length > 0);
  expect(conflicts).toMatchObject([{ kind: 'absent' }]);

  listComes(clinic, [listed()]);
  await desk.until((snapshot) => snapshot.conflicts.length === 0);
});

test('a conflict stays when the patient has gone meanwhile, and is of no concern the next day', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  listComes(clinic, [listed()]);
  await checkIn(desk, clinic);
  listComes(clinic, []);
  const { entries } = await desk.until((snapshot) => snapshot.conflicts.length > 0);

  await desk.send('queue:leave', { entryId: entries[0]?.entryId ?? '' });
  const gone = await desk.until((snapshot) => snapshot.entries[0]?.status === 'left');
  expect(gone.conflicts).toMatchObject([{ kind: 'absent', entryId: null }]);

  clinic.clock.advance(24 * 3_600_000);
  clinic.app.refresh();
  await desk.until((snapshot) => snapshot.conflicts.length === 0);
});

test('a walk-in that the hospital books afterwards has a name at the desk and is not expected', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  await desk.send('check-in:take-number', A_NUMBER);
  const visitId = clinic.app.day.entries()[0]?.visitId ?? '';

  listComes(clinic, [listed({ serviceId: 'blood', visitId })]);

  const { entries, expectedCount, conflicts } = await desk.until(
    (snapshot) => snapshot.entries[0]?.name !== null,
  );
  expect(entries).toMatchObject([{ name: 'James Whitfield', appointmentAt: null }]);
  expect({ expectedCount, conflicts }).toEqual({ expectedCount: 0, conflicts: [] });
});

test('no screen but the desk is told of a conflict', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  using display = await TestDevice.connect(clinic.app.url, 'display', TOKENS.displayAll);
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  listComes(clinic, [listed()]);
  await checkIn(desk, clinic);

  listComes(clinic, []);
  await desk.until((snapshot) => snapshot.conflicts.length > 0);

  for (const device of [display, kiosk]) {
    expect(device.frames.join('\n')).not.toMatch(/conflict|Whitfield|absent/);
  }
  const conflictId = desk.latest.conflicts[0]?.conflictId ?? '';
  expect(await display.send('conflict:close', { conflictId })).toMatchObject({
    error: { code: 'forbidden' },
  });
});

import { expect, test } from 'vitest';
import { TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import {
  appointment,
  runClinic,
  type RunningClinic,
  TEN_O_CLOCK,
} from '../support/running-clinic.ts';

const MINUTE = 60_000;

async function openDesk(clinic: RunningClinic): Promise<TestDevice<'desk'>> {
  const desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  await desk.send('station:open', { stationId: 'room-3', providerId: 'adeyemi' });
  return desk;
}

async function arrive(clinic: RunningClinic, desk: TestDevice<'desk'>, minutes: number) {
  const booked = appointment({ startAt: TEN_O_CLOCK + minutes * MINUTE });
  clinic.app.stores.appointments.put(booked, TEN_O_CLOCK);
  const reply = await desk.send('check-in:by-desk', { appointmentId: booked.id, needs: [] });
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

test('a patient is called, comes, is seen and goes, and the desk sees each step', async () => {
  await using clinic = await runClinic();
  using desk = await openDesk(clinic);
  const first = await arrive(clinic, desk, 5);
  await arrive(clinic, desk, 15);

  const called = await desk.send('queue:call-next', { stationId: 'room-3' });
  const busy = await desk.send('queue:call-next', { stationId: 'room-3' });
  await desk.send('queue:start', { entryId: first.entryId });
  const done = await desk.send('queue:finish', { entryId: first.entryId });

  expect(called).toEqual({ ok: true, value: first });
  expect(busy).toEqual({ ok: false, error: { code: 'refused', reason: 'station-busy' } });
  expect(done.ok).toBe(true);
  expect(clinic.app.day.entry(first.entryId)?.status).toBe('done');
});

test('out of turn needs a reason, and who is passed over is counted', async () => {
  await using clinic = await runClinic();
  using desk = await openDesk(clinic);
  const first = await arrive(clinic, desk, 5);
  const second = await arrive(clinic, desk, 15);
  const body = { entryId: second.entryId, stationId: 'room-3' };

  const bare = await desk.send('queue:call', { ...body, reason: null });
  const withReason = await desk.send('queue:call', { ...body, reason: 'urgent' });

  expect(bare).toMatchObject({ error: { reason: 'reason-needed' } });
  expect(withReason.ok).toBe(true);
  expect(clinic.app.day.entry(first.entryId)?.overtakenCount).toBe(1);
});

test('nobody is marked absent before the set calls and a pause', async () => {
  await using clinic = await runClinic();
  using desk = await openDesk(clinic);
  const { entryId } = await arrive(clinic, desk, 5);
  await desk.send('queue:call-next', { stationId: 'room-3' });

  const early = await desk.send('queue:no-show', { entryId });
  await desk.send('queue:recall', { entryId });
  const hasty = await desk.send('queue:no-show', { entryId });
  clinic.clock.advance(2 * MINUTE);
  const patient = await desk.send('queue:no-show', { entryId });

  expect(early).toMatchObject({ error: { reason: 'recall-before-no-show' } });
  expect(hasty).toMatchObject({ error: { reason: 'pause-before-no-show' } });
  expect(patient.ok).toBe(true);
  expect(clinic.app.day.entry(entryId)?.status).toBe('no-show');
});

test.each(['queue:start', 'queue:hold', 'queue:leave', 'queue:requeue'] as const)(
  '%s can be undone, once, and everything is as before',
  async (step) => {
    await using clinic = await runClinic();
    using desk = await openDesk(clinic);
    const { entryId } = await arrive(clinic, desk, 5);
    await desk.send('queue:call-next', { stationId: 'room-3' });
    const before = clinic.app.day.entry(entryId);
    expect((await desk.send(step, { entryId })).ok).toBe(true);

    const undone = await desk.send('queue:undo', { entryId });
    const twice = await desk.send('queue:undo', { entryId });

    expect(undone.ok).toBe(true);
    expect(clinic.app.day.entry(entryId)).toEqual({ ...before, undo: null });
    expect(twice).toMatchObject({ error: { reason: 'nothing-to-undo' } });
  },
);

test('undoing a call out of turn also takes back that others were passed over', async () => {
  await using clinic = await runClinic();
  using desk = await openDesk(clinic);
  const first = await arrive(clinic, desk, 5);
  const second = await arrive(clinic, desk, 15);
  await desk.send('queue:call', { entryId: second.entryId, stationId: 'room-3', reason: 'asked' });

  await desk.send('queue:undo', { entryId: second.entryId });

  expect(clinic.app.day.entry(first.entryId)?.overtakenCount).toBe(0);
  expect(clinic.app.day.entry(second.entryId)?.status).toBe('waiting');
});

test('a transfer keeps the number, waits for the other service, and can be undone', async () => {
  await using clinic = await runClinic();
  using desk = await openDesk(clinic);
  const { entryId, ticket } = await arrive(clinic, desk, 5);
  await desk.send('queue:call-next', { stationId: 'room-3' });
  await desk.send('queue:start', { entryId });

  const moved = await desk.send('queue:transfer', {
    entryId,
    serviceId: 'blood',
    providerId: null,
  });
  if (!moved.ok) throw new Error('not transferred');
  const now = clinic.app.day.entry(moved.value.entryId);
  await desk.send('queue:undo', { entryId: moved.value.entryId });

  expect(moved.value.ticket).toBe(ticket);
  expect(now).toMatchObject({ serviceId: 'blood', status: 'waiting', leg: 2 });
  expect(clinic.app.day.entry(entryId)?.status).toBe('in-service');
  expect(clinic.app.day.currentEntry(now?.visitId ?? '')?.id).toBe(entryId);
  clinic.app.refresh();
  expect(clinic.app.day.currentEntry(now?.visitId ?? '')?.id).toBe(entryId);
});

test('after a restart the day is exactly as it was', async () => {
  await using clinic = await runClinic();
  using desk = await openDesk(clinic);
  const first = await arrive(clinic, desk, 5);
  const second = await arrive(clinic, desk, 15);
  await desk.send('queue:call-next', { stationId: 'room-3' });
  await desk.send('queue:transfer', {
    entryId: second.entryId,
    serviceId: 'blood',
    providerId: null,
  });
  await desk.send('notice:show', { stationId: 'room-3', minutes: 20, reasonId: 'more-time' });
  const before = state(clinic);

  await desk.cutBy(clinic.restart);

  expect(state(clinic)).toEqual(before);
  const undone = await desk.send('queue:undo', { entryId: first.entryId });
  expect(undone.ok).toBe(true);
});

function state({ app: { day } }: RunningClinic) {
  return {
    entries: day.entries().toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    stations: day.stations(),
    notices: day.notices(),
    calls: day.calls(),
    help: day.openHelp(),
    current: day.entries().map((entry) => day.currentEntry(entry.visitId)?.id),
  };
}

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { appointment, runClinic, TEN_O_CLOCK } from '../support/running-clinic.ts';

test('every change leaves one event, numbered without gaps, with the hash of its exact bytes', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  await desk.send('station:open', { stationId: 'bloods', providerId: null });
  await desk.send('check-in:take-number', { serviceId: 'blood', needs: [], language: 'es' });
  await desk.send('queue:call-next', { stationId: 'bloods' });
  await desk.send('queue:call-next', { stationId: 'bloods' });

  const events = clinic.app.stores.events.after(0, 100);

  expect(events.map(({ seq, type }) => [seq, type])).toEqual([
    [1, 'station.open'],
    [2, 'visit.checked-in'],
    [3, 'queue.called'],
  ]);
  expect(events.every(({ occurredAt }) => occurredAt === TEN_O_CLOCK)).toBe(true);
  for (const { body, sha256 } of events) {
    expect(sha256).toBe(createHash('sha256').update(body).digest('hex'));
  }
});

test('an event can be neither changed nor deleted', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  await desk.send('station:open', { stationId: 'bloods', providerId: null });

  expect(() => clinic.app.db.exec("UPDATE event SET body = '{}'")).toThrow(
    'an event never changes',
  );
  expect(() => clinic.app.db.exec('DELETE FROM event')).toThrow('an event is never deleted');
});

test('no event holds a name or a birth date', async () => {
  await using clinic = await runClinic();
  const { app } = clinic;
  const booked = appointment({ firstName: 'Zebulon', lastName: 'Quackenbush' });
  app.stores.appointments.put(booked, TEN_O_CLOCK);
  using desk = await TestDevice.connect(app.url, 'desk', TOKENS.desk);
  await desk.send('check-in:by-desk', { appointmentId: booked.id, needs: ['hearing'] });

  const log = JSON.stringify(app.stores.events.after(0, 100));

  expect(log).toContain(booked.id);
  expect(log).not.toMatch(/Zebulon|Quackenbush|1984-03-15/i);
});

test('an answer that comes in late keeps the time it was touched', async () => {
  await using clinic = await runClinic();
  using exit = await TestDevice.connect(clinic.app.url, 'feedback', TOKENS.feedback);
  const touchedAt = TEN_O_CLOCK - 3 * 3_600_000;

  await exit.send('feedback:face', {
    answerId: '3f6b1a52-4a5e-4b6e-9a53-1f2d3c4b5a69',
    score: 4,
    touchedAt,
    language: 'en',
    happySide: 'left',
    recentTouches: 1,
    sinceLastTouchMs: null,
  });

  expect(clinic.app.stores.events.after(0, 1)[0]).toMatchObject({
    type: 'feedback.given',
    occurredAt: touchedAt,
  });
});

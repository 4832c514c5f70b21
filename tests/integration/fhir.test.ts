import { expect, test } from 'vitest';
import { bookUpstream, connectClinic, OURS } from '../support/fhir-clinic.ts';
import { startFhirServer } from '../support/fhir-server.ts';
import { doneButCut, first, isWrite, writesOf } from '../support/hostile-fhir.ts';

const MINUTE = 60_000;

test('a booked visit becomes one Encounter with its times, and its appointment is fulfilled', async () => {
  await using server = await startFhirServer({ updateCreates: true });
  await bookUpstream(server, 'a1');
  await using foyer = await connectClinic(server);
  await foyer.pull();

  const entryId = await foyer.checkIn('a1');
  foyer.clinic.clock.advance(5 * MINUTE);
  await foyer.call();
  foyer.clinic.clock.advance(1 * MINUTE);
  await foyer.step('queue:start', entryId);
  foyer.clinic.clock.advance(12 * MINUTE);
  await foyer.step('queue:finish', entryId);
  await foyer.deliver();

  const [encounter, ...others] = await server.all('Encounter');
  expect(others).toEqual([]);
  expect(encounter).toMatchObject({
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/a1' },
    appointment: [{ reference: 'Appointment/a1' }],
    period: { start: '2026-11-21T10:00:00.000Z', end: '2026-11-21T10:18:00.000Z' },
    statusHistory: [
      {
        status: 'arrived',
        period: { start: '2026-11-21T10:00:00.000Z', end: '2026-11-21T10:06:00.000Z' },
      },
      {
        status: 'in-progress',
        period: { start: '2026-11-21T10:06:00.000Z', end: '2026-11-21T10:18:00.000Z' },
      },
    ],
    location: [
      {
        status: 'completed',
        location: { identifier: { system: `${OURS}/station`, value: 'room-3' }, display: 'Room 3' },
        period: { start: '2026-11-21T10:06:00.000Z', end: '2026-11-21T10:18:00.000Z' },
      },
    ],
  });
  expect(await server.appointment('a1')).toMatchObject({
    status: 'fulfilled',
    comment: 'brings her own interpreter',
  });
  expect(foyer.setAside).toEqual([]);
});

test('each step of a visit moves the Encounter and the appointment on as it happens', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'a1');
  await using foyer = await connectClinic(server);
  await foyer.pull();
  const stages: string[] = [];
  const note = async (): Promise<void> => {
    await foyer.deliver();
    const [encounter] = await server.all('Encounter');
    stages.push(`${encounter?.status} ${(await server.appointment('a1')).status}`);
  };

  const entryId = await foyer.checkIn('a1');
  await note();
  await foyer.call();
  await note();
  await foyer.step('queue:start', entryId);
  await note();
  await foyer.step('queue:finish', entryId);
  await note();

  expect(stages).toEqual([
    'arrived arrived',
    'arrived arrived',
    'in-progress checked-in',
    'finished fulfilled',
  ]);
});

test('undo takes our own Encounter back, and never an appointment', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'a1');
  await using foyer = await connectClinic(server);
  await foyer.pull();
  const entryId = await foyer.checkIn('a1');
  await foyer.call();
  await foyer.step('queue:start', entryId);
  await foyer.step('queue:finish', entryId);
  await foyer.deliver();

  await foyer.step('queue:undo', entryId);
  await foyer.deliver();

  const [encounter] = await server.all('Encounter');
  expect(encounter?.status).toBe('in-progress');
  expect(encounter?.period).toEqual({ start: '2026-11-21T10:00:00.000Z' });
  expect((await server.appointment('a1')).status).toBe('fulfilled');
});

test('undo takes our Encounter back although the answer to the step before was lost', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'a1');
  await using foyer = await connectClinic(server);
  await foyer.pull();
  const entryId = await foyer.checkIn('a1');
  await foyer.call();
  await foyer.step('queue:start', entryId);
  await foyer.deliver();
  server.behave(first(1, writesOf('Encounter'), doneButCut));
  await foyer.step('queue:finish', entryId);

  const delivering = foyer.deliver();
  await expect.poll(() => foyer.failures.length).toBeGreaterThan(0);
  await foyer.step('queue:undo', entryId);
  await delivering;
  await foyer.deliver();

  expect((await server.all('Encounter')).map(({ status }) => status)).toEqual(['in-progress']);
});

test('what others have written to the Encounter since is kept, and is not moved back', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'a1');
  await using foyer = await connectClinic(server);
  await foyer.pull();
  const entryId = await foyer.checkIn('a1');
  await foyer.deliver();
  const [before] = await server.all('Encounter');
  if (!before) throw new Error('There is no Encounter');
  const reasonCode = [{ text: 'cough' }];
  await server.put({ ...before, status: 'in-progress', reasonCode });

  await foyer.call();
  await foyer.deliver();
  const [called] = await server.all('Encounter');
  await foyer.step('queue:start', entryId);
  await foyer.step('queue:finish', entryId);
  await foyer.deliver();
  const [finished] = await server.all('Encounter');

  expect(called).toMatchObject({ status: 'in-progress', reasonCode });
  expect(finished).toMatchObject({ status: 'finished', reasonCode });
});

test('an appointment that somebody cancelled stays so, and staff are told once', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'a1');
  await using foyer = await connectClinic(server);
  await foyer.pull();
  await bookUpstream(server, 'a1', { status: 'cancelled' });

  const entryId = await foyer.checkIn('a1');
  await foyer.call();
  await foyer.deliver();
  await foyer.step('queue:start', entryId);
  await foyer.deliver();

  expect((await server.appointment('a1')).status).toBe('cancelled');
  expect((await server.all('Encounter'))[0]?.status).toBe('in-progress');
  expect(foyer.setAside).toEqual([
    { seq: 5, kind: 'quarantined', code: 'appointment-closed', detail: 'it is cancelled there' },
  ]);
});

test('an appointment that was given to another patient is left alone', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'a1');
  await bookUpstream(server, 'a2');
  await using foyer = await connectClinic(server);
  await foyer.pull();
  const participant = [{ actor: { reference: 'Patient/a2' }, status: 'accepted' }] as const;
  await bookUpstream(server, 'a1', { participant: [...participant] });

  await foyer.checkIn('a1');
  await foyer.deliver();

  expect((await server.appointment('a1')).status).toBe('booked');
  expect(foyer.setAside.map(({ code }) => code)).toEqual(['appointment-of-another']);
});

test('only what staff say makes an appointment a no-show', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'a1');
  await bookUpstream(server, 'a2', { start: '2026-11-21T10:30:00Z', end: '2026-11-21T10:40:00Z' });
  await using foyer = await connectClinic(server);
  await foyer.pull();
  const missing = await foyer.checkIn('a1');
  const gone = await foyer.checkIn('a2');
  await foyer.desk.send('queue:leave', { entryId: gone });
  await foyer.call();
  for (let calls = 0; calls < 3; calls += 1) {
    await foyer.desk.send('queue:recall', { entryId: missing });
  }
  foyer.clinic.clock.advance(30 * MINUTE);
  await foyer.desk.send('queue:no-show', { entryId: missing });

  await foyer.deliver();

  expect((await server.appointment('a1')).status).toBe('noshow');
  expect((await server.appointment('a2')).status).toBe('arrived');
  expect((await server.all('Encounter')).map(({ status }) => status)).toEqual([
    'cancelled',
    'cancelled',
  ]);
});

test('a walk-in is an Encounter of nobody in particular', async () => {
  await using server = await startFhirServer();
  await using foyer = await connectClinic(server);

  await foyer.checkInWalkIn();
  await foyer.deliver();

  const [encounter] = await server.all('Encounter');
  expect(encounter).toMatchObject({
    status: 'arrived',
    serviceType: { coding: [{ code: 'blood' }] },
  });
  expect(encounter).not.toHaveProperty('subject');
  expect(encounter).not.toHaveProperty('appointment');
});

test('a walk-in that the hospital booked afterwards gets its patient, known by our identifier', async () => {
  await using server = await startFhirServer();
  await using foyer = await connectClinic(server);
  await foyer.checkInWalkIn();
  await foyer.deliver();
  const [before] = await server.all('Encounter');
  const identifier = before?.identifier ?? [];
  await bookUpstream(server, 'a1', { identifier });

  await foyer.pull();
  await foyer.deliver();

  expect(await server.all('Encounter')).toMatchObject([
    { subject: { reference: 'Patient/a1' }, appointment: [{ reference: 'Appointment/a1' }] },
  ]);
  expect((await server.appointment('a1')).status).toBe('arrived');
});

test('what was delivered before is not written again', async () => {
  await using server = await startFhirServer({ updateCreates: true });
  await bookUpstream(server, 'a1');
  await using foyer = await connectClinic(server);
  await foyer.pull();
  const entryId = await foyer.checkIn('a1');
  await foyer.call();
  await foyer.step('queue:start', entryId);
  await foyer.deliver();
  const writes = server.requests.filter(isWrite).length;

  foyer.reconnect();
  await foyer.deliverAgain();

  expect(server.requests.filter(isWrite)).toHaveLength(writes);
  expect(await server.all('Encounter')).toHaveLength(1);
});

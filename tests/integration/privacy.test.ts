import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { clinicFile, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { appointment, runClinic, TEN_O_CLOCK } from '../support/running-clinic.ts';

const PERSON = { firstName: 'Zebulon', lastName: 'Quackenbush', dateOfBirth: '1947-11-03' };
const TRACES = /zebulon|quackenbush|1947|Z\. ?Q\./i;

test('no byte sent to a display or a phone, and no line of a log, holds anything of a patient but the ticket', async () => {
  const lines: string[] = [];
  const log = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  await using clinic = await runClinic({
    file: clinicFile({ publicUrl: 'http://clinic.example' }),
    logger: pino({ level: 'trace' }, log),
  });
  const { app } = clinic;
  const booked = appointment({ ...PERSON, ref: 'REF-4711', providerId: 'adeyemi' });
  app.stores.appointments.put(booked, TEN_O_CLOCK);
  using display = await TestDevice.connect(app.url, 'display', TOKENS.display);
  using displayAll = await TestDevice.connect(app.url, 'display', TOKENS.displayAll);
  using desk = await TestDevice.connect(app.url, 'desk', TOKENS.desk);
  using kiosk = await TestDevice.connect(app.url, 'check-in', TOKENS.kiosk);
  await desk.send('station:open', { stationId: 'room-3', providerId: 'adeyemi' });
  const found = await kiosk.ask('check-in:find', {
    dateOfBirth: PERSON.dateOfBirth,
    lastInitial: 'Q',
    firstInitial: null,
  });
  if (!found.ok || found.value.kind !== 'found') throw new Error('not found');
  const confirmed = await kiosk.send('check-in:confirm', {
    claim: found.value.appointments[0]?.claim ?? '',
    needs: ['hearing'],
    language: 'en',
  });
  if (!confirmed.ok) throw new Error('not checked in');
  const key = new URL(confirmed.value.phoneUrl ?? '').hash.slice(1);
  using phone = await TestDevice.connect(app.url, 'phone', key);
  const entryId = app.day.entries()[0]?.id ?? '';

  await phone.send('help:call', { screen: 'other', language: 'en' });
  await desk.send('queue:call-next', { stationId: 'room-3' });
  await desk.send('queue:recall', { entryId });
  await phone.until((snapshot) => snapshot.call !== null && snapshot.call.callNumber === 2);
  await desk.send('queue:start', { entryId });
  await desk.send('queue:finish', { entryId });
  await phone.until((snapshot) => snapshot.status === 'done');
  await display.until((snapshot) => snapshot.calls.some((call) => call.callNumber === 2));

  for (const device of [display, displayAll, phone]) {
    const bytes = device.frames.join('\n');
    expect(bytes).toContain(confirmed.value.ticket);
    expect(bytes).not.toMatch(TRACES);
    expect(bytes).not.toContain(booked.id);
    expect(bytes).not.toContain('REF-4711');
    expect(bytes).not.toContain('Adeyemi');
    expect(bytes).not.toContain('hearing');
  }
  expect(lines.join('\n')).toContain('check-in:confirm');
  expect(lines.join('\n')).not.toMatch(TRACES);
  // The desk is where the name belongs: the search would have found it.
  expect(desk.frames.join('\n')).toMatch(TRACES);
});

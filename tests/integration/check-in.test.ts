import { expect, test } from 'vitest';
import type { FindResult } from '../../shared/contract/commands.ts';
import { TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import {
  appointment,
  runClinic,
  type RunningClinic,
  TEN_O_CLOCK,
} from '../support/running-clinic.ts';

const MINUTE = 60_000;

function book(clinic: RunningClinic, change: Parameters<typeof appointment>[0] = {}): string {
  const booked = appointment(change);
  clinic.app.stores.appointments.put(booked, TEN_O_CLOCK);
  return booked.id;
}

async function find(
  kiosk: TestDevice<'check-in'>,
  lastInitial = 'W',
  firstInitial: string | null = null,
  dateOfBirth = '1984-03-15',
): Promise<FindResult> {
  const reply = await kiosk.ask('check-in:find', { dateOfBirth, lastInitial, firstInitial });
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
}

async function confirm(kiosk: TestDevice<'check-in'>, found: FindResult) {
  if (found.kind !== 'found') throw new Error(found.kind);
  const claim = found.appointments[0]?.claim ?? '';
  return await kiosk.send('check-in:confirm', { claim, needs: ['interpreter'], language: 'es' });
}

test('a birth date and one letter find the appointment, and "yes" gives a number, a place and a wait', async () => {
  await using clinic = await runClinic();
  book(clinic);
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  await desk.send('station:open', { stationId: 'room-3', providerId: null });
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  const found = await find(kiosk);
  const reply = await confirm(kiosk, found);

  expect(found).toMatchObject({
    kind: 'found',
    initials: 'J. W.',
    appointments: [{ startAt: TEN_O_CLOCK + 10 * MINUTE, isLate: false }],
  });
  expect(reply).toMatchObject({
    ok: true,
    value: {
      ticket: expect.stringMatching(/^[KLMRWXYCFH][2-9]{2}$/),
      areaLabel: { en: 'Blue area' },
      wait: { kind: 'window' },
    },
  });
  const shown = await desk.until((snapshot) => snapshot.entries.length === 1);
  expect(shown.entries[0]).toMatchObject({
    name: 'James Whitfield',
    needs: ['interpreter'],
    language: 'es',
  });
});

test('accents, case and apostrophes do not stand between a person and their appointment', async () => {
  await using clinic = await runClinic();
  book(clinic, { lastName: "O'Brien", dateOfBirth: '1990-01-01' });
  book(clinic, { lastName: 'Ñáñez', dateOfBirth: '1990-02-02' });
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  expect((await find(kiosk, 'o', null, '1990-01-01')).kind).toBe('found');
  expect((await find(kiosk, 'N', null, '1990-02-02')).kind).toBe('found');
});

test('two people who match are told apart by the first name, and twins by a person', async () => {
  await using clinic = await runClinic();
  book(clinic, { firstName: 'Ana' });
  book(clinic, { firstName: 'Ben' });
  book(clinic, { firstName: 'Bea' });
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  expect((await find(kiosk)).kind).toBe('ask-first-initial');
  expect((await find(kiosk, 'W', 'A')).kind).toBe('found');
  expect((await find(kiosk, 'W', 'B')).kind).toBe('not-found');
});

test('one person with two appointments is offered both, and told of the later one', async () => {
  await using clinic = await runClinic();
  book(clinic);
  book(clinic, { startAt: TEN_O_CLOCK + 30 * MINUTE, serviceId: 'blood' });
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  const found = await find(kiosk);
  const reply = await confirm(kiosk, found);

  expect(found).toMatchObject({ appointments: [{}, {}] });
  expect(reply).toMatchObject({ value: { laterAppointmentAt: TEN_O_CLOCK + 30 * MINUTE } });
});

test('too early says from when, too late and cancelled send a person, and nobody is told which field was wrong', async () => {
  await using clinic = await runClinic();
  book(clinic, { dateOfBirth: '1970-01-01', startAt: TEN_O_CLOCK + 41 * MINUTE });
  book(clinic, { dateOfBirth: '1970-01-02', startAt: TEN_O_CLOCK - 21 * MINUTE });
  book(clinic, { dateOfBirth: '1970-01-03', status: 'cancelled' });
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  expect(await find(kiosk, 'W', null, '1970-01-01')).toMatchObject({
    kind: 'too-early',
    opensAt: TEN_O_CLOCK + MINUTE,
  });
  expect((await find(kiosk, 'W', null, '1970-01-02')).kind).toBe('too-late');
  const wrongLetter = await find(kiosk, 'Z', null, '1970-01-01');
  const wrongDate = await find(kiosk, 'W', null, '1999-09-09');
  const cancelled = await find(kiosk, 'W', null, '1970-01-03');
  expect(wrongLetter).toEqual({ kind: 'not-found' });
  expect(wrongDate).toEqual(wrongLetter);
  expect(cancelled).toEqual(wrongLetter);
});

test('who is checked in already is told the same number and gets no second one', async () => {
  await using clinic = await runClinic();
  book(clinic);
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  const found = await find(kiosk);
  const first = await confirm(kiosk, found);
  if (!first.ok) throw new Error('not checked in');

  const again = await find(kiosk);
  const sameClaim = await confirm(kiosk, found);

  expect(again).toMatchObject({
    kind: 'already-checked-in',
    confirmation: { ticket: first.value.ticket },
  });
  expect(sameClaim).toMatchObject({ value: { ticket: first.value.ticket } });
  expect(clinic.app.day.entries()).toHaveLength(1);
});

test('a claim is good for its own kiosk and a few minutes only', async () => {
  await using clinic = await runClinic();
  book(clinic);
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  using other = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk2);
  const found = await find(kiosk);

  const elsewhere = await confirm(other, found);
  clinic.clock.advance(6 * MINUTE);
  const later = await confirm(kiosk, found);

  const expired = { ok: false, error: { code: 'refused', reason: 'claim-expired' } };
  expect(elsewhere).toEqual(expired);
  expect(later).toEqual(expired);
});

test('guessing is slowed down at that kiosk alone, and goes on a minute later', async () => {
  await using clinic = await runClinic();
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  using other = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk2);
  const guess = { dateOfBirth: '1999-09-09', lastInitial: 'W', firstInitial: null };
  for (let tries = 0; tries < 12; tries += 1) await kiosk.ask('check-in:find', guess);

  const stopped = await kiosk.ask('check-in:find', guess);
  const elsewhere = await other.ask('check-in:find', guess);
  clinic.clock.advance(MINUTE);
  const later = await kiosk.ask('check-in:find', guess);

  expect(stopped).toEqual({ ok: false, error: { code: 'too-many', retryAfterSeconds: 60 } });
  expect(elsewhere.ok).toBe(true);
  expect(later.ok).toBe(true);
});

test('a wait is not promised while nobody serves', async () => {
  await using clinic = await runClinic();
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  const reply = await kiosk.send('check-in:take-number', {
    serviceId: 'blood',
    needs: [],
    language: 'en',
  });

  expect(reply).toMatchObject({ value: { wait: { kind: 'unknown', reason: 'nobody-serving' } } });
});

test('a kiosk gives no number for what needs an appointment', async () => {
  await using clinic = await runClinic();
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  const reply = await kiosk.send('check-in:take-number', {
    serviceId: 'doctor',
    needs: [],
    language: 'en',
  });

  expect(reply).toMatchObject({ error: { reason: 'walk-ins-not-accepted' } });
});

import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Db, openMemoryDatabase } from '../../server/db/open-database.ts';
import { createStores, type Stores } from '../../server/db/stores.ts';
import type { Attempt, Destination } from '../../server/upstream/delivery/destination.ts';
import { createHl7Destination } from '../../server/upstream/hl7/hl7-destination.ts';
import type { LineLimits } from '../../server/upstream/hl7/message-line.ts';
import { startHl7Listener } from '../../server/upstream/hl7/listener.ts';
import { applyOne } from '../../server/upstream/schedule/apply-schedule.ts';
import { clinicFile } from '../support/clinic.ts';
import { freePort } from '../support/free-port.ts';
import { hl7Settings, RawSender, ReceivingHospital, siu } from '../support/hl7-peers.ts';
import { appointment, TEN_O_CLOCK } from '../support/running-clinic.ts';

const DAY = '2026-11-21';
const LIMITS = { connectMs: 500, answerMs: 200 };
/** Longer than a test may take. */
const PATIENT = { connectMs: 500, answerMs: 120_000 };
const NEVER = new AbortController().signal;
const DONE = { kind: 'done', code: '', detail: '' } as const;

let db: Db;
let stores: Stores;
let destination: Destination;
let hospital: ReceivingHospital;

beforeEach(async () => {
  db = openMemoryDatabase();
  stores = createStores(db);
  hospital = await ReceivingHospital.open();
  destination = destinationAt(hospital.port);
});

afterEach(async () => {
  await destination.close();
  await hospital[Symbol.asyncDispose]();
  db.close();
});

function destinationAt(port: number, limits: LineLimits = LIMITS): Destination {
  const send = { host: '127.0.0.1', port };
  const parts = { db, stores, clinic: clinicFile(), limits };
  const started = createHl7Destination(hl7Settings({ send }), parts);
  if (!started) throw new Error('It must send');
  return started;
}

let made = 0;

/** A visit that has checked in; with null, somebody without an appointment. */
function checkIn(booked: ReturnType<typeof appointment> | null = appointment()): void {
  made += 1;
  const visitId = `visit-${made}`;
  if (booked && !stores.appointments.byId(booked.id)) stores.appointments.put(booked, TEN_O_CLOCK);
  stores.visits.insert({
    id: visitId,
    day: DAY,
    ticket: 'K42',
    appointmentId: booked?.id ?? null,
    name: null,
    language: 'en',
    needs: [],
    source: 'kiosk',
    isLate: false,
    phoneKey: `phone-${made}`,
    phoneAnswer: null,
    checkedInAt: TEN_O_CLOCK,
  });
  stores.events.append({
    type: 'visit.checked-in',
    aggregate: `visit:${visitId}`,
    occurredAt: TEN_O_CLOCK,
    body: {},
  });
}

function deliver(signal = AbortSignal.timeout(10_000)): Promise<Attempt> {
  const events = stores.events.after(0, 10).filter(({ type }) => destination.wants(type));
  return destination.deliver(events, { stream: 's', baseSeq: 1, backlog: 0, signal });
}

test('check-ins are told one at a time on one line, each answered before the next', async () => {
  checkIn();
  checkIn();

  expect(await deliver()).toEqual({
    kind: 'answered',
    items: [
      { seq: 1, ...DONE },
      { seq: 2, ...DONE },
    ],
  });
  expect(
    [...hospital.effects.values()].map((message) => message.header.getComponent(9, 2)),
  ).toEqual(['A04', 'A04']);
  expect(hospital.connectionCount).toBe(1);
});

test('only check-ins are wanted, and somebody without an appointment is passed over', async () => {
  checkIn(null);

  expect(['visit.checked-in', 'queue.called'].filter(destination.wants)).toEqual([
    'visit.checked-in',
  ]);
  expect(await deliver()).toEqual({ kind: 'answered', items: [{ seq: 1, ...DONE }] });
  expect(hospital.received).toEqual([]);
});

test('a name that was purged is set aside, and the next is told', async () => {
  checkIn({ ...appointment(), firstName: '', lastName: '', dateOfBirth: '' });
  checkIn();

  expect(await deliver()).toMatchObject({
    items: [
      { seq: 1, kind: 'quarantined', code: 'patient-data-gone' },
      { seq: 2, kind: 'done' },
    ],
  });
});

test('an answer that is lost: the same message again, under the same id', async () => {
  hospital.behaviour = () => 'lose-answer';
  checkIn();
  expect(await deliver()).toMatchObject({ kind: 'failed', failure: 'no-answer' });

  hospital.behaviour = () => 'accept';
  expect(await deliver()).toMatchObject({ items: [{ kind: 'done' }] });

  expect(hospital.received.map(String)).toEqual([
    hospital.received[0]?.toString(),
    hospital.received[0]?.toString(),
  ]);
  expect(hospital.effects.size).toBe(1);
});

test('what was answered before the line broke counts', async () => {
  checkIn();
  checkIn();
  hospital.behaviour = () => (hospital.received.length === 0 ? 'accept' : 'lose-answer');

  expect(await deliver()).toEqual({ kind: 'answered', items: [{ seq: 1, ...DONE }] });
});

test('a hospital that refuses one is told the next', async () => {
  checkIn();
  checkIn();
  hospital.behaviour = () => (hospital.received.length === 0 ? 'refuse' : 'accept');

  expect(await deliver()).toEqual({
    kind: 'answered',
    items: [
      { seq: 1, kind: 'quarantined', code: 'hl7-ae', detail: 'MSA-1 is AE' },
      { seq: 2, ...DONE },
    ],
  });
});

test("an answer to another message is not taken for this one's", async () => {
  checkIn();
  hospital.behaviour = () => 'answer-another-first';
  expect(await deliver()).toMatchObject({ items: [{ kind: 'done' }] });

  hospital.behaviour = () => 'answer-another-only';
  expect(await deliver()).toMatchObject({ kind: 'failed', failure: 'not-understood' });
});

test('an answer that is no message is not understood', async () => {
  checkIn();
  hospital.behaviour = () => 'answer-nonsense';

  expect(await deliver()).toMatchObject({ kind: 'failed', failure: 'not-understood' });
});

test('a hospital that hangs up instead of answering is noticed at once', async () => {
  checkIn();
  destination = destinationAt(hospital.port, PATIENT);
  hospital.behaviour = () => 'hang-up-before-effect';

  expect(await deliver(NEVER)).toMatchObject({ kind: 'failed', failure: 'unreachable' });
});

test('a hospital that hangs up after each answer is told everything all the same', async () => {
  for (let count = 0; count < 5; count += 1) checkIn();
  hospital.behaviour = () => 'accept-and-hang-up';

  const attempt = await deliver();

  expect(attempt.kind === 'answered' && attempt.items).toHaveLength(5);
  expect(hospital.effects.size).toBe(5);
});

test('a line that was cut while nothing was sent is made again', async () => {
  checkIn();
  await deliver();
  await hospital.hangUp();

  expect(await deliver()).toMatchObject({ items: [{ kind: 'done' }] });
});

test('nobody there is unreachable', async () => {
  checkIn();
  destination = destinationAt(await freePort());

  expect(await deliver()).toEqual({
    kind: 'failed',
    failure: 'unreachable',
    retryAfterMs: null,
    detail: 'ECONNREFUSED',
  });
});

test('an attempt whose time is over ends at once, and the next is not disturbed by it', async () => {
  checkIn();
  destination = destinationAt(hospital.port, PATIENT);
  hospital.behaviour = () => 'lose-answer';
  const stop = new AbortController();
  const attempt = deliver(stop.signal);
  await expect.poll(() => hospital.received.length).toBe(1);
  stop.abort();
  expect(await attempt).toMatchObject({ kind: 'failed', failure: 'no-answer' });

  hospital.behaviour = () => 'accept-after-a-while';
  expect(await deliver()).toMatchObject({ items: [{ kind: 'done' }] });
});

test('what a booking told us goes back with the arrival: an A10 in the visit of the hospital', async () => {
  await list(siu({ visit: 'V-5^^^HOSPITAL' }));
  checkIn(stores.appointments.ofDay(DAY)[0]);

  await deliver();

  const [, , pid, pv1] = hospital.received[0]?.toString().split('\r') ?? [];
  expect(hospital.received[0]?.header.getComponent(9, 2)).toBe('A10');
  expect(pid).toBe('PID|1||MRN-9^^^HOSPITAL&1.2.3&ISO^MR~SSN-1^^^US^SS||Okafor^Amara||19800203');
  expect(pv1?.split('|')[19]).toBe('V-5^^^HOSPITAL');
});

test('settings without one of the two ways make nothing for it', async () => {
  const neither = hl7Settings();

  expect(createHl7Destination(neither, { db, stores, clinic: clinicFile() })).toBeNull();
  expect(await startHl7Listener(neither, listenerParts())).toBeNull();
});

/** Takes a message as it comes from the hospital. */
async function list(message: string): Promise<void> {
  const listener = await startHl7Listener(hl7Settings({ listen: { port: 0 } }), listenerParts());
  if (!listener) throw new Error('It must listen');
  await using sender = await RawSender.connect(listener.port);
  await sender.exchange(message);
  await listener.close();
}

function listenerParts() {
  return {
    db,
    stores,
    clinic: clinicFile(),
    logger: pino({ level: 'silent' }),
    now: () => TEN_O_CLOCK,
    apply: applyOne,
    onChanged: () => {},
  };
}

import { expect, test } from 'vitest';
import type { StoredEvent } from '../db/events.ts';
import { createTranslator } from './translate-events.ts';

const AT = Date.UTC(2026, 6, 21, 9, 0);
const DAY_MS = 86_400_000;

let seq = 0;

function event(
  type: string,
  aggregate: string,
  body: object,
  occurredAt: number = AT,
): StoredEvent {
  seq += 1;
  const text = JSON.stringify(body);
  return { seq, id: String(seq), type, schema: 1, aggregate, occurredAt, body: text, sha256: '' };
}

function ofVisit(type: string, body: object, at?: number): StoredEvent {
  return event(type, 'visit:v1', { entryId: 'e1', ...body }, at);
}

const CHECKED_IN = ofVisit('visit.checked-in', {
  appointmentId: 'a1',
  appointmentAt: AT + 60_000,
  serviceId: 'doctor',
  providerId: 'osei',
});
const CALLED = ofVisit('queue.called', { stationId: 'room-3' });
const STARTED = ofVisit('queue.started', { from: 'called' });

/** What the last of the events means, without its time. */
function meaningOfLast(...events: readonly StoredEvent[]) {
  const translator = createTranslator({ timeZone: 'Europe/London' });
  const meanings = events.map((one) => translator.take(one));
  return (meanings.at(-1) ?? []).map(({ at: _at, utcOffsetMinutes: _offset, ...fact }) => fact);
}

test('a check-in goes by its appointment, with when it was booked and by whom alone it may be seen', () => {
  const translator = createTranslator({ timeZone: 'Europe/London' });

  expect(translator.take(CHECKED_IN)).toEqual([
    {
      at: AT,
      utcOffsetMinutes: 60,
      type: 'checked-in',
      visit: 'a1',
      service: 'doctor',
      provider: 'osei',
      bookedAt: AT + 60_000,
    },
  ]);
});

test('somebody without an appointment goes by the id of the visit', () => {
  const walkIn = ofVisit('visit.checked-in', {
    appointmentId: null,
    serviceId: 'blood',
    providerId: null,
  });

  expect(meaningOfLast(walkIn)).toEqual([{ type: 'checked-in', visit: 'v1', service: 'blood' }]);
});

test.each([
  ['queue.started', [{ type: 'started', visit: 'a1' }]],
  ['queue.finished', [{ type: 'finished', visit: 'a1' }]],
  ['queue.held', [{ type: 'held', visit: 'a1' }]],
  ['queue.resumed', [{ type: 'resumed', visit: 'a1' }]],
  ['queue.not-come', [{ type: 'no-show', visit: 'a1' }]],
  ['queue.left', [{ type: 'left', visit: 'a1' }]],
  [
    'queue.put-back',
    [
      { type: 'held', visit: 'a1' },
      { type: 'resumed', visit: 'a1' },
    ],
  ],
  ['queue.recalled', []],
  ['queue.call-answered', []],
])('%s', (type, meaning) => {
  expect(meaningOfLast(CHECKED_IN, CALLED, ofVisit(type, {}))).toEqual(meaning);
});

test('a call names its station and who works there', () => {
  const open = event('station.open', 'station:room-3', { providerId: 'osei' });

  expect(meaningOfLast(open, CHECKED_IN, CALLED)).toEqual([
    { type: 'called', visit: 'a1', station: 'room-3', provider: 'osei' },
  ]);
});

test('a transfer is a finish and a check-in of somebody inside, and only a check-in of others', () => {
  const transferred = ofVisit('queue.transferred', { serviceId: 'blood', providerId: null });
  const there = { type: 'checked-in', visit: 'a1', service: 'blood' };

  expect(meaningOfLast(CHECKED_IN, transferred)).toEqual([there]);
  expect(meaningOfLast(CHECKED_IN, CALLED, STARTED, transferred)).toEqual([
    { type: 'finished', visit: 'a1' },
    there,
  ]);
});

test('a priority is a check-in to the same queue', () => {
  expect(meaningOfLast(CHECKED_IN, ofVisit('queue.priority-set', { priority: 2 }))).toEqual([
    { type: 'checked-in', visit: 'a1', service: 'doctor', provider: 'osei', priority: 2 },
  ]);
});

test('undo takes back every line of a step, and the place the visit was in', () => {
  const undone = ofVisit('queue.undone', { step: 'put-back' });
  const transferred = ofVisit('queue.transferred', { serviceId: 'blood', providerId: null });
  const priority = ofVisit('queue.priority-set', { priority: 1 });

  expect(meaningOfLast(CHECKED_IN, CALLED, undone)).toEqual([{ type: 'undone', visit: 'a1' }]);
  expect(meaningOfLast(CHECKED_IN, CALLED, ofVisit('queue.put-back', {}), undone)).toEqual([
    { type: 'undone', visit: 'a1' },
    { type: 'undone', visit: 'a1' },
  ]);
  expect(meaningOfLast(CHECKED_IN, transferred, undone, priority)).toEqual([
    { type: 'checked-in', visit: 'a1', service: 'doctor', provider: 'osei', priority: 1 },
  ]);
});

test('bookings that changed are booked or cancelled', () => {
  const change = { startAt: AT + DAY_MS, serviceId: 'doctor', providerId: null };
  const changed = event('schedule.changed', 'schedule:2026-07-22', {
    changes: [
      { appointmentId: 'a1', status: 'booked', ...change },
      { appointmentId: 'a2', status: 'cancelled', ...change },
    ],
  });

  expect(meaningOfLast(changed)).toEqual([
    { type: 'booked', visit: 'a1', service: 'doctor', startAt: AT + DAY_MS },
    { type: 'cancelled', visit: 'a2' },
  ]);
});

const ROOM_3 = {
  id: 'room-3',
  label: { en: 'Room 3' },
  areaId: 'blue',
  directions: { en: '' },
  serviceIds: ['doctor'],
};
const CLINIC = {
  services: [],
  stations: [ROOM_3],
  queue: {
    lateGraceMinutes: 10,
    walkInHandicapMinutes: 20,
    maxOvertakes: 3,
    callsBeforeNoShow: 2,
    noShowPauseMinutes: 2,
    requeuePauseMinutes: 5,
  },
  breaks: [{ providerId: 'osei', weekdays: [2], from: '12:15', minutes: 30 }],
  openingHours: [{ weekdays: [1, 2, 3, 4, 5], opens: '08:00', closes: '17:00' }],
};

test('a clinic tells its settings first, and again on a day on which they differ', () => {
  const translator = createTranslator({ timeZone: 'Europe/London', clinic: CLINIC });
  const closes = event('station.closed', 'station:room-3', { providerId: null });
  const settings = (daysLater: number) => {
    const at = AT + daysLater * DAY_MS;
    translator.take({ ...closes, occurredAt: at });
    const opens = event('station.open', 'station:room-3', { providerId: null }, at);
    return translator.take(opens);
  };
  const first = translator.take(event('station.open', 'station:room-3', { providerId: null }));

  expect(first.map(({ type }) => type)).toEqual(['clinic', 'station-opened']);
  expect(first[0]).toMatchObject({
    closes: '17:00',
    breaks: [{ provider: 'osei', from: '12:15', minutes: 30 }],
    policy: { lateGraceMinutes: 10, walkInHandicapMinutes: 20, maxOvertakes: 3 },
  });
  // The settings of Wednesday come with its first event, those of Thursday are the same.
  expect(settings(1).map(({ type }) => type)).toEqual(['station-opened']);
  expect(settings(2).map(({ type }) => type)).toEqual(['station-opened']);
});

test('stations open, pause, come back and close; what was left open opens with the next day', () => {
  const translator = createTranslator({ timeZone: 'Europe/London', clinic: CLINIC });
  const turn = (type: string, body: object, at = AT) =>
    translator
      .take(event(type, 'station:room-3', body, at))
      .filter((fact) => fact.type !== 'clinic')
      .map(({ at: _at, utcOffsetMinutes: _offset, ...fact }) => fact);
  const openedBy = (provider: string) => ({
    type: 'station-opened',
    station: 'room-3',
    services: ['doctor'],
    provider,
  });

  expect(turn('station.open', { providerId: 'osei' })).toEqual([openedBy('osei')]);
  expect(turn('station.paused', { providerId: 'osei', untilAt: AT + 60_000 })).toEqual([
    { type: 'station-paused', station: 'room-3', untilAt: AT + 60_000 },
  ]);
  expect(turn('station.open', { providerId: 'osei' })).toEqual([
    { type: 'station-resumed', station: 'room-3' },
  ]);
  const tomorrow = translator
    .take({ ...CHECKED_IN, occurredAt: AT + DAY_MS })
    .map((fact) => fact.type);
  expect(tomorrow).toEqual(['clinic', 'station-opened', 'checked-in']);
  expect(turn('station.closed', { providerId: null }, AT + DAY_MS)).toEqual([
    { type: 'station-closed', station: 'room-3' },
  ]);
});

test('a notice is for its station; one for everybody, for each that is not closed', () => {
  const open = event('station.open', 'station:room-3', { providerId: null });
  const shown = (stationId: string | null) =>
    event('notice.shown', 'notice:n1', { stationId, minutes: 20 });

  expect(meaningOfLast(shown('room-5'))).toEqual([
    { type: 'notice', station: 'room-5', minutes: 20 },
  ]);
  expect(meaningOfLast(open, shown(null))).toEqual([
    { type: 'notice', station: 'room-3', minutes: 20 },
  ]);
  expect(meaningOfLast(open, shown(null), event('notice.cleared', 'notice:n1', {}))).toEqual([
    { type: 'notice', station: 'room-3', minutes: 0 },
  ]);
});

test('what was emptied and what says nothing of waits is left out', () => {
  expect(meaningOfLast(event('visit.checked-in', 'visit:v1', {}))).toEqual([]);
  expect(meaningOfLast(event('feedback.given', 'answer:x', { score: 4 }))).toEqual([]);
});

test('a clock that was put back does not turn the log back', () => {
  const translator = createTranslator({ timeZone: 'Europe/London' });
  translator.take(CHECKED_IN);

  const [called] = translator.take({ ...CALLED, occurredAt: AT - 60_000 });

  expect(called?.at).toBe(AT);
});

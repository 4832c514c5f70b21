import { expect, test } from 'vitest';
import type {
  RecordedEvent,
  RecordedFact,
} from '../../../../shared/domain/waits/recorded/recorded-event.ts';
import { headOfLine, lastToEnter } from './delay-history.ts';
import { featuresOf } from './features.ts';
import { type Picture, picturesAt } from './picture.ts';
import {
  positionByRooms,
  positionTimesGap,
  positionTimesMinutes,
  rollingWaits,
} from './positions.ts';
import { queueLength, queueLengthByKind } from './queue-length.ts';
import { QueueTracker } from './queue-tracker.ts';

const NINE = Date.UTC(2026, 0, 5, 9);

function at(minute: number, fact: RecordedFact): RecordedEvent {
  return { at: NINE + minute * 60_000, utcOffsetMinutes: 0, ...fact };
}

/**
 * A visit takes 20 minutes as the clinic's file says and 2 to the next. Two rooms for the doctor and
 * one for blood; three have been called and three wait: w1 before w2 for a doctor, and b2 for blood.
 */
const MORNING: readonly RecordedEvent[] = [
  at(0, {
    type: 'clinic',
    services: [
      { id: 'doctor', minutes: 20 },
      { id: 'blood', minutes: 20 },
    ],
    policy: { lateGraceMinutes: 10, walkInHandicapMinutes: 20 },
    breaks: [],
  }),
  at(0, { type: 'station-opened', station: 'room-1', services: ['doctor'] }),
  at(0, { type: 'station-opened', station: 'room-2', services: ['doctor', 'blood'] }),
  at(0, { type: 'checked-in', visit: 'd1', service: 'doctor' }),
  at(0, { type: 'checked-in', visit: 'd2', service: 'doctor' }),
  at(2, { type: 'called', visit: 'd1', station: 'room-1' }),
  at(8, { type: 'called', visit: 'd2', station: 'room-2' }),
  at(9, { type: 'checked-in', visit: 'w1', service: 'doctor' }),
  at(10, { type: 'checked-in', visit: 'b2', service: 'blood' }),
  at(11, { type: 'checked-in', visit: 'w2', service: 'doctor' }),
];

function pictureOf(entry: string, minute: number, more: readonly RecordedEvent[] = []): Picture {
  const tracker = new QueueTracker();
  for (const event of [...MORNING, ...more]) tracker.take(event);
  const picture = picturesAt(tracker, NINE + minute * 60_000).get(entry);
  if (!picture) throw new Error(`${entry} does not wait`);
  return picture;
}

test('the clinic-wide place times the minutes counts everybody, whoever may call them', () => {
  expect(positionTimesMinutes(pictureOf('w2', 12))).toBe(3 * 22);
});

test('shared among the open rooms it is half as long with two of them', () => {
  expect(positionByRooms(pictureOf('w2', 12))).toBe((3 * 22) / 2);
});

test('the rolling gap is the mean time between calls, six minutes here', () => {
  expect(positionTimesGap(pictureOf('w2', 12))).toBe(3 * 6);
});

test('the last waits were 2 and 8 minutes, so who has waited one has four left', () => {
  expect(rollingWaits(pictureOf('w2', 12))).toBe(4);
});

test('last to enter: as long after they came as the last of their stream, eight minutes', () => {
  expect(lastToEnter(pictureOf('w2', 12))).toBe(7);
});

test('head of line: as long as the first of their stream has waited so far, three minutes', () => {
  expect(headOfLine(pictureOf('w2', 12))).toBe(2);
});

test('somebody booked for later is not late until then', () => {
  const booked = at(12, {
    type: 'checked-in',
    visit: 'a1',
    service: 'doctor',
    provider: 'dr-a',
    bookedAt: NINE + 30 * 60_000,
  });

  expect(lastToEnter(pictureOf('a1', 12, [booked]))).toBe(18);
});

test('queue length counts those whom a room of theirs may call, and their own visit', () => {
  expect(queueLength(pictureOf('w2', 12))).toBe((3 * 22) / 2);
  // Blood is drawn in one room, and w1 is before them there.
  expect(queueLength(pictureOf('b2', 12))).toBe(2 * 22);
});

test('queue length by kind counts of others the part their own rooms have, and a visit inside', () => {
  // w1: both rooms of two; b2: the one room of one. Inside: 20 in either room.
  expect(queueLengthByKind(pictureOf('w2', 12))).toBe((22 + 22 + 20) / 2);
  // Of w1 one room of two is theirs.
  expect(queueLengthByKind(pictureOf('b2', 12))).toBe(11 + 20);
});

test('what a visit takes is learned from its call to its end, and the pause after it apart', () => {
  const { tracker } = pictureOf('w2', 40, [
    at(12, { type: 'finished', visit: 'd1' }),
    at(35, { type: 'called', visit: 'w1', station: 'room-1' }),
  ]);
  const doctor = { service: 'doctor', visitType: null };

  // Four times the 20 of the file and once 10; twenty times a pause of 2 and once 23.
  expect(tracker.durations.of(doctor)).toBe(18);
  expect(tracker.durations.pause()).toBe(3);
});

test('a visit that only the next call ended teaches nothing', () => {
  const { tracker } = pictureOf('w2', 70, [
    at(70, { type: 'called', visit: 'w1', station: 'room-1' }),
  ]);

  expect(tracker.durations.of({ service: 'doctor', visitType: null })).toBe(20);
});

test('an urgent patient is before all others', () => {
  const urgent = at(12, { type: 'checked-in', visit: 'u1', service: 'doctor', priority: 2 });

  expect(pictureOf('u1', 12, [urgent]).aheadInClinic).toBe(0);
  expect(pictureOf('w2', 12, [urgent]).aheadInClinic).toBe(3);
});

test('a second queue of the same visit is another entry', () => {
  const picture = pictureOf('d1#2', 30, [
    at(20, { type: 'finished', visit: 'd1' }),
    at(20, { type: 'checked-in', visit: 'd1', service: 'blood' }),
  ]);

  expect(picture.person).toMatchObject({ visit: 'd1', service: 'blood' });
});

test('a new day begins with nobody waiting and no room open', () => {
  const tracker = new QueueTracker();
  for (const event of MORNING) tracker.take(event);
  tracker.take(at(24 * 60, { type: 'station-opened', station: 'room-1', services: ['doctor'] }));

  expect(tracker.waiting).toEqual([]);
  expect([...tracker.rooms.keys()]).toEqual(['room-1']);
});

test('the regression knows sixteen things of a person, as the study had them', () => {
  expect(featuresOf(pictureOf('w2', 12))).toEqual([
    32, // queue length by kind
    1, // those ahead for each room
    2, // rooms
    7, // last to enter
    2, // head of line
    6, // rolling gap
    0, // urgent
    0, // booked
    expect.closeTo(-2.8, 10), // hours from noon
    expect.closeTo(7.84, 10), // squared
    0, // lunch
    0, // booked before them and not here
    0, // minutes early
    1, // minutes waited
    (10 + 4) / 2, // minutes that those inside have been there
    0, // nobody could call them
  ]);
});

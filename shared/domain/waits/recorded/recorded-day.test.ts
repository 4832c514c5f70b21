import { expect, test } from 'vitest';
import {
  called,
  came,
  clock,
  on,
  opened,
  recordedDay,
  stationOf,
  step,
} from '../../../../tests/support/recorded-log.ts';
import { RecordedDay } from './recorded-day.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { DEFAULT_SETTINGS, UNBOUNDED_OVERTAKES } from './recorded-settings.ts';

/** "a waiting", in the order in which they came. */
function statuses(...events: readonly RecordedEvent[]): readonly string[] {
  return recordedDay(...events)
    .record()
    .legs.map(({ entryId, status }) => `${entryId} ${status}`);
}

function legOf(entryId: string, ...events: readonly RecordedEvent[]) {
  return recordedDay(...events).leg(entryId);
}

test('a visit is told from its check-in to its end', () => {
  const day = recordedDay(
    opened('08:00', 'room-1', { provider: 'osei' }),
    on('08:10', {
      type: 'booked',
      visit: 'a',
      service: 'doctor',
      provider: 'osei',
      startAt: clock('09:00'),
      visitType: 'new',
      minutes: 20,
    }),
    came('08:50', 'a', { provider: 'osei' }),
    called('09:02', 'a'),
    step('09:03', 'started', 'a'),
    step('09:20', 'finished', 'a'),
  );

  expect(day.record().legs).toEqual([
    {
      entryId: 'a',
      visitId: 'a',
      leg: 1,
      serviceId: 'doctor',
      visitType: 'new',
      bookedMinutes: 20,
      providerId: 'osei',
      appointmentAt: clock('09:00'),
      priority: 0,
      queuedAt: clock('08:50'),
      dueAt: clock('09:00'),
      overtakenCount: 0,
      status: 'done',
      stationId: 'room-1',
      seenByProviderId: 'osei',
      calledAt: clock('09:02'),
      startedAt: clock('09:03'),
      endedAt: clock('09:20'),
      endedBy: 'finish',
      stationFreeAt: null,
      waitedAtFree: false,
      wasInTurn: true,
      wasInTurnUnbounded: true,
    },
  ]);
  expect(day.record().bookings).toEqual([
    {
      visitId: 'a',
      serviceId: 'doctor',
      providerId: 'osei',
      visitType: 'new',
      minutes: 20,
      startAt: clock('09:00'),
      cancelledAt: null,
      checkedInAt: clock('08:50'),
    },
  ]);
  expect(day.record().stations).toEqual([
    {
      stationId: 'room-1',
      serviceIds: ['doctor'],
      status: 'open',
      providerId: 'osei',
      sinceAt: clock('08:00'),
      untilAt: null,
      openedAt: clock('08:00'),
      closedAt: null,
      pauses: [],
      freeSinceAt: clock('09:20'),
      notice: null,
    },
  ]);
  expect(day.oddities).toBe(0);
});

test('the next call of a station ends the visit before it, and a late tap corrects that', () => {
  const events = [
    came('09:00', 'a'),
    came('09:01', 'b'),
    called('09:05', 'a'),
    called('09:20', 'b'),
  ];

  expect(legOf('a', ...events)).toMatchObject({
    status: 'done',
    endedBy: 'next-call',
    endedAt: clock('09:20'),
  });
  expect(legOf('a', ...events, step('09:22', 'finished', 'a'))).toMatchObject({
    endedBy: 'finish',
    endedAt: clock('09:22'),
  });
});

test('what lies between a finish and the next call is a turnover if the next one waited', () => {
  const events = [opened('08:00'), came('09:00', 'a'), called('09:05', 'a')];
  const turnover = (...more: readonly RecordedEvent[]) => {
    const leg = legOf('b', ...events, ...more, called('09:20', 'b'));
    return [leg?.stationFreeAt ?? null, leg?.waitedAtFree];
  };
  const finished = step('09:15', 'finished', 'a');
  const b = came('09:10', 'b');

  expect(turnover(b, finished)).toEqual([clock('09:15'), true]);
  expect(turnover(finished, came('09:18', 'b'))).toEqual([clock('09:15'), false]);
  expect(turnover(b, step('09:11', 'held', 'b'), finished, step('09:18', 'resumed', 'b'))).toEqual([
    clock('09:15'),
    false,
  ]);
  expect(
    turnover(
      b,
      finished,
      on('09:16', { type: 'station-paused', station: 'room-1' }),
      on('09:19', { type: 'station-resumed', station: 'room-1' }),
    ),
  ).toEqual([clock('09:15'), false]);
  expect(turnover(b, finished, came('09:18', 'b', { priority: 1 })), 'the same queue').toEqual([
    clock('09:15'),
    true,
  ]);
  const another = [finished, came('09:16', 'x'), called('09:17', 'x')];
  expect(turnover(b, ...another), 'the end of the one before is not known').toEqual([null, false]);
  expect(turnover(b, step('09:15', 'no-show', 'a')), 'nobody was there').toEqual([null, false]);
});

test('a call in turn passes over nobody; one out of turn is counted for each it passes over', () => {
  const events = [opened('08:00'), came('09:00', 'a'), came('09:01', 'b'), came('09:02', 'c')];

  expect(legOf('a', ...events, called('09:05', 'a'))?.wasInTurn).toBe(true);
  const passedOver = recordedDay(...events, called('09:05', 'c'));
  expect(passedOver.leg('c')?.wasInTurn).toBe(false);
  expect(passedOver.record().legs.map((leg) => leg.overtakenCount)).toEqual([1, 1, 0]);
});

const PASSED_OVER: readonly RecordedEvent[] = [
  opened('08:00'),
  came('08:20', 'walk-in'),
  ...['b', 'c', 'd', 'e'].map((visit) => came('08:25', visit, { bookedAt: clock('08:26') })),
  called('08:31', 'b'),
  called('08:32', 'c'),
  called('08:33', 'd'),
  called('08:34', 'walk-in'),
];

test('who was passed over as often as is allowed goes first, which an unbounded rule would not say', () => {
  expect(legOf('walk-in', ...PASSED_OVER)).toMatchObject({
    overtakenCount: 3,
    wasInTurn: true,
    wasInTurnUnbounded: false,
  });
});

test('where no bound is known, a call still shows whether the usual one is kept', () => {
  const day = new RecordedDay({
    dayNumber: recordedDay().dayNumber,
    utcOffsetMinutes: 0,
    settings: DEFAULT_SETTINGS,
    maxOvertakes: UNBOUNDED_OVERTAKES,
    before: null,
  });
  for (const event of PASSED_OVER) day.take(event);

  expect(day.leg('walk-in')).toMatchObject({ wasInTurn: true, wasInTurnUnbounded: false });
});

test('somebody who is held is not passed over, and goes back to the old place', () => {
  const day = recordedDay(
    opened('08:00'),
    came('09:00', 'a'),
    came('09:01', 'b'),
    step('09:02', 'held', 'a'),
    called('09:05', 'b'),
    step('09:10', 'resumed', 'a'),
  );

  expect(day.leg('b')?.wasInTurn).toBe(true);
  expect(day.leg('a')).toMatchObject({
    status: 'waiting',
    overtakenCount: 0,
    queuedAt: clock('09:00'),
    dueAt: clock('09:20'),
  });
});

test('who checks in again while waiting changes the queue and keeps the time', () => {
  const leg = legOf(
    'a',
    came('09:00', 'a', { visitType: 'new' }),
    came('09:30', 'a', { service: 'nurse', provider: 'kim', priority: 2 }),
  );

  expect(leg).toMatchObject({
    leg: 1,
    serviceId: 'nurse',
    providerId: 'kim',
    priority: 2,
    visitType: 'new',
    queuedAt: clock('09:00'),
    dueAt: clock('09:20'),
  });
});

test('who checks in again after being seen waits in another queue, due at once', () => {
  const day = recordedDay(
    came('09:00', 'a', { bookedAt: clock('09:10'), priority: 1 }),
    called('09:10', 'a'),
    step('09:10', 'started', 'a'),
    step('09:20', 'finished', 'a'),
    came('09:21', 'a', { service: 'blood' }),
  );

  expect(day.leg('a')?.status).toBe('done');
  expect(day.leg('a#2')).toMatchObject({
    visitId: 'a',
    leg: 2,
    serviceId: 'blood',
    status: 'waiting',
    appointmentAt: null,
    priority: 1,
    queuedAt: clock('09:21'),
    dueAt: clock('09:21'),
  });
});

test('who is called without having checked in has come when called', () => {
  const events = [opened('08:00', 'room-1', { services: ['nurse'] }), called('09:05', 'a')];

  expect(legOf('a', ...events)).toMatchObject({
    status: 'called',
    serviceId: 'nurse',
    queuedAt: clock('09:05'),
    calledAt: clock('09:05'),
  });
});

test('a station that closes ends the visit inside, until its finish is told', () => {
  const events = [
    opened('08:00'),
    came('09:00', 'a'),
    called('09:05', 'a'),
    step('09:06', 'started', 'a'),
    on('09:30', { type: 'station-closed', station: 'room-1' }),
  ];

  expect(legOf('a', ...events)).toMatchObject({ endedBy: 'closing', endedAt: clock('09:30') });
  expect(legOf('a', ...events, step('09:31', 'finished', 'a'))?.endedBy).toBe('finish');
  expect(stationOf(...events)).toMatchObject({ status: 'closed', closedAt: clock('09:30') });
});

test('without any start in the log, called is inside; with one, called is on the way', () => {
  const events = [came('09:00', 'a'), came('09:00', 'b'), called('09:05', 'a', 'room-1')];
  const inScene = (...more: readonly RecordedEvent[]) =>
    recordedDay(...events, ...more)
      .scene(clock('09:10'))
      .entries.map(({ id, status, startedAt }) => [id, status, startedAt]);

  expect(inScene()).toEqual([
    ['a', 'in-service', clock('09:05')],
    ['b', 'waiting', null],
  ]);
  expect(inScene(step('09:06', 'started', 'a'), called('09:07', 'b', 'room-2'))).toEqual([
    ['a', 'in-service', clock('09:06')],
    ['b', 'called', null],
  ]);
});

test.each([
  ['a check-in', 'b', [came('09:05', 'b')]],
  ['a call', 'a', [called('09:05', 'a')]],
  ['a finish', 'x', [step('09:05', 'finished', 'x')]],
  ['a no-show', 'x', [step('09:05', 'no-show', 'x')]],
  ['a start', 'x', [step('09:05', 'started', 'x')]],
  ['a second leg', 'x', [came('09:05', 'x', { service: 'blood' })]],
  ['being held', 'a', [step('09:05', 'held', 'a')]],
  ['going home', 'a', [step('09:05', 'left', 'a')]],
  ['a move to another queue', 'a', [came('09:05', 'a', { service: 'blood' })]],
])('undone after %s, the day is as it was before', (_what, visit, events) => {
  const start = [opened('08:00'), came('08:30', 'x'), called('08:40', 'x'), came('09:00', 'a')];

  const undone = recordedDay(...start, ...events, step('09:10', 'undone', visit));

  expect(undone.record()).toEqual(recordedDay(...start).record());
  expect(undone.oddities).toBe(0);
});

test('an undone call takes back whom it passed over and whom it ended', () => {
  const events = [
    opened('08:00'),
    came('08:30', 'x'),
    called('08:40', 'x'),
    came('09:00', 'a'),
    came('09:01', 'b'),
  ];

  const day = recordedDay(...events, called('09:05', 'b'), step('09:06', 'undone', 'b'));

  expect(day.record()).toEqual(recordedDay(...events).record());
});

test('when all of a visit is undone, its station is free since the one before', () => {
  const station = stationOf(
    opened('08:00'),
    came('08:10', 'x'),
    called('08:15', 'x'),
    step('08:35', 'finished', 'x'),
    came('08:36', 'a'),
    called('08:40', 'a'),
    step('08:50', 'finished', 'a'),
    step('08:51', 'undone', 'a'),
    step('08:52', 'undone', 'a'),
  );

  expect(station?.freeSinceAt).toBe(clock('08:35'));
});

test('two lines of one step are undone one after the other', () => {
  const events = [came('09:00', 'a'), called('09:05', 'a')];
  const putBack = [step('09:06', 'held', 'a'), step('09:06', 'resumed', 'a')];

  expect(statuses(...events, ...putBack)).toEqual(['a waiting']);
  expect(
    statuses(...events, ...putBack, step('09:07', 'undone', 'a'), step('09:07', 'undone', 'a')),
  ).toEqual(['a called']);
});

test('what repeats or cannot be is counted and changes nothing', () => {
  const events = [
    opened('08:00'),
    came('09:00', 'a'),
    called('09:05', 'a'),
    step('09:15', 'finished', 'a'),
  ];
  const odd = [
    step('09:16', 'finished', 'a'),
    step('09:16', 'started', 'a'),
    step('09:16', 'left', 'nobody'),
    step('09:16', 'undone', 'nobody else'),
    on('09:16', { type: 'cancelled', visit: 'nobody' }),
    on('09:16', { type: 'station-resumed', station: 'room-1' }),
    on('09:16', { type: 'station-paused', station: 'room-7' }),
  ];

  const day = recordedDay(...events, ...odd);

  expect(day.oddities).toBe(odd.length);
  expect(day.record()).toEqual(recordedDay(...events).record());
});

test('a record that was handed out does not change with the day', () => {
  const day = recordedDay(came('09:00', 'a'));
  const before = day.record();

  day.take(came('09:01', 'b'));

  expect(before.legs.map(({ visitId }) => visitId)).toEqual(['a']);
});

import { expect, test } from 'vitest';
import { DAY, listed, TOMORROW, openSchedule } from '../../../tests/support/open-schedule.ts';
import { TEN_O_CLOCK } from '../../../tests/support/running-clinic.ts';

const MINUTE = 60_000;

test('a visit of one sender’s appointment is no conflict with a list that never had it', () => {
  const { apply, arrive, openKinds } = openSchedule();
  apply([listed({ ref: 'F1' })], { source: 'csv' });
  arrive('F1');

  apply([listed({ ref: 'A1' })]);

  expect(openKinds()).toEqual([]);
});

test.each([
  ['cancelled', [listed({ status: 'cancelled' })]],
  ['no-show', [listed({ status: 'no-show' })]],
  ['absent', []],
] as const)(
  'who has come stays booked when the list says %s, and the desk is told',
  (kind, list) => {
    const { apply, statuses, storedOf, arrive, localFacts, stores, clock } = openSchedule();
    apply([listed()]);
    const visitId = arrive('A1');
    const facts = localFacts();

    expect(apply(list)).toMatchObject({ counts: { kept: 1, cancelled: 0 } });

    expect(statuses()).toEqual(['A1 booked']);
    expect(localFacts()).toEqual(facts);
    expect(stores.conflicts.open()).toMatchObject([
      { kind, visitId, appointmentId: storedOf('A1')?.id, nowStartAt: null, seenAt: clock.now() },
    ]);
  },
);

test('who has come keeps their place when the list moves them, and the desk is told where to', () => {
  const { apply, storedOf, arrive, localFacts, stores } = openSchedule();
  apply([listed()]);
  arrive('A1');
  const facts = localFacts();

  apply([listed({ startAt: TEN_O_CLOCK + 90 * MINUTE, providerId: 'osei' })]);

  expect(storedOf('A1')).toMatchObject({ startAt: TEN_O_CLOCK + 90 * MINUTE, providerId: 'osei' });
  expect(localFacts()).toEqual(facts);
  expect(stores.conflicts.open()).toMatchObject([
    {
      kind: 'moved',
      nowStartAt: TEN_O_CLOCK + 90 * MINUTE,
      nowServiceId: 'doctor',
      nowProviderId: 'osei',
    },
  ]);
});

test('another provider at the same time is told, too', () => {
  const { apply, arrive, stores } = openSchedule();
  apply([listed()]);
  arrive('A1');

  apply([listed({ providerId: 'osei' })]);

  expect(stores.conflicts.open()).toMatchObject([{ kind: 'moved', nowProviderId: 'osei' }]);
});

test('a conflict is told once, with the version of the list that it comes from', () => {
  const { apply, storedOf, arrive, openKinds, stores } = openSchedule();
  apply([listed()]);
  arrive('A1');

  apply([listed({ status: 'cancelled', version: '2' })]);
  apply([listed({ status: 'cancelled', version: '2' })]);

  expect(openKinds()).toEqual(['cancelled']);
  const seen = stores.events.after(0, 100).filter((event) => event.type === 'conflict.seen');
  expect(seen.map(({ aggregate, body }) => [aggregate, JSON.parse(body)])).toEqual([
    [
      'visit:visit-A1',
      {
        conflictId: stores.conflicts.open()[0]?.id,
        appointmentId: storedOf('A1')?.id,
        kind: 'cancelled',
        source: 'hospital',
        version: '2',
      },
    ],
  ]);
});

test.each([
  ['cancelled', listed({ status: 'cancelled' })],
  ['moved', listed({ startAt: TEN_O_CLOCK + 90 * MINUTE })],
])('what the desk has closed does not come back while the list still says %s', (_kind, item) => {
  const { apply, arrive, openKinds, closeAtDesk } = openSchedule();
  apply([listed()]);
  arrive('A1');
  apply([item]);
  closeAtDesk();

  apply([item]);

  expect(openKinds()).toEqual([]);
});

test('a cancelled appointment that the list then drops is no second conflict', () => {
  const { apply, arrive, openKinds, closeAtDesk } = openSchedule();
  apply([listed()]);
  arrive('A1');
  apply([listed({ status: 'cancelled' })]);

  apply([]);
  expect(openKinds()).toEqual(['cancelled']);

  closeAtDesk();
  apply([]);
  expect(openKinds()).toEqual([]);
});

test('a conflict closes by itself once the list agrees again', () => {
  const { apply, arrive, openKinds, eventTypes, db, clock } = openSchedule();
  apply([listed()]);
  arrive('A1');
  apply([]);

  apply([listed()]);

  expect(openKinds()).toEqual([]);
  expect(db.prepare('SELECT closed_by, closed_at FROM schedule_conflict').raw().all()).toEqual([
    ['list', clock.now()],
  ]);
  expect(eventTypes()).toEqual([
    'schedule.imported',
    'schedule.changed',
    'conflict.seen',
    'conflict.closed',
  ]);
});

test('a list that says it again after it had agreed is news, also when the desk had closed it', () => {
  const { apply, arrive, openKinds, closeAtDesk, eventTypes } = openSchedule();
  apply([listed()]);
  arrive('A1');
  apply([listed({ status: 'cancelled' })]);
  closeAtDesk();
  apply([listed()]);
  expect(eventTypes()).not.toContain('conflict.closed');

  apply([listed({ status: 'cancelled' })]);

  expect(openKinds()).toEqual(['cancelled']);
});

test('only the newest of what a list says of one visit is open', () => {
  const { apply, arrive, openKinds, stores } = openSchedule();
  apply([listed()]);
  arrive('A1');
  apply([listed({ startAt: TEN_O_CLOCK + 90 * MINUTE })]);
  apply([listed({ startAt: TEN_O_CLOCK + 120 * MINUTE })]);

  expect(stores.conflicts.open()).toMatchObject([{ nowStartAt: TEN_O_CLOCK + 120 * MINUTE }]);

  apply([listed({ status: 'cancelled' })]);

  expect(openKinds()).toEqual(['cancelled']);
});

test('a visit that is over is no conflict, and its appointment stays', () => {
  const { apply, statuses, arrive, openKinds } = openSchedule();
  apply([listed()]);
  arrive('A1', 'done');

  apply([]);

  expect(openKinds()).toEqual([]);
  expect(statuses()).toEqual(['A1 booked']);
});

test('an appointment moved to another day while its patient is here says so', () => {
  const { apply, arrive, stores } = openSchedule();
  const later = listed({ day: TOMORROW, startAt: TEN_O_CLOCK + 1440 * MINUTE });
  apply([listed()]);
  arrive('A1');

  apply([later], { days: [DAY, TOMORROW] });

  expect(stores.conflicts.open()).toMatchObject([
    { kind: 'moved', nowStartAt: TEN_O_CLOCK + 1440 * MINUTE },
  ]);
});

test('in files the same reference on another day is another appointment', () => {
  const { apply, arrive, openKinds } = openSchedule();
  apply([listed()], { source: 'csv' });
  arrive('A1');

  apply([listed({ day: TOMORROW })], { source: 'csv', days: [DAY, TOMORROW] });

  expect(openKinds()).toEqual(['absent']);
});

test('one appointment that moves to another day while its patient is here is a conflict', () => {
  const { applyOneNow, statuses, arrive, stores } = openSchedule();
  applyOneNow(listed());
  arrive('A1');

  applyOneNow(listed({ day: TOMORROW, startAt: TEN_O_CLOCK + 1440 * MINUTE }));

  expect(statuses()).toEqual(['A1 booked']);
  expect(stores.conflicts.open()).toMatchObject([
    { kind: 'moved', nowStartAt: TEN_O_CLOCK + 1440 * MINUTE },
  ]);
});

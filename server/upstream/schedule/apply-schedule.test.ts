import { expect, test } from 'vitest';
import { DAY, listed, TOMORROW, openSchedule } from '../../../tests/support/open-schedule.ts';
import { TEN_O_CLOCK } from '../../../tests/support/running-clinic.ts';

const MINUTE = 60_000;

test('a list is added with what its sender alone understands', () => {
  const { apply, storedOf, stores, clock } = openSchedule();
  expect(apply([listed()])).toEqual({
    kind: 'applied',
    counts: { added: 1, changed: 0, cancelled: 0, unchanged: 0, kept: 0 },
  });

  expect(storedOf('A1')).toMatchObject({ source: 'hospital', version: '1', status: 'booked' });
  expect(stores.scheduleSources.of('hospital')).toEqual({
    source: 'hospital',
    asOf: clock.now(),
    succeededAt: clock.now(),
    attemptedAt: clock.now(),
    problem: null,
  });
});

test('an older list never replaces a newer one', () => {
  const { apply, statuses, stores } = openSchedule();
  apply([listed()], { asOf: 8 });

  expect(apply([], { asOf: 7 })).toEqual({ kind: 'too-old' });

  expect(statuses()).toEqual(['A1 booked']);
  expect(stores.scheduleSources.of('hospital')).toMatchObject({ asOf: 8 });
  expect(apply([], { asOf: 8 })).toMatchObject({ counts: { cancelled: 1 } });
});

test('a list that could not be had leaves the last one as it is, until one is had again', () => {
  const { apply, stores, clock } = openSchedule();
  apply([listed()], { asOf: 8 });
  const succeededAt = clock.now();
  stores.scheduleSources.failed('hospital', 'no answer', clock.now() + MINUTE);

  expect(stores.scheduleSources.of('hospital')).toEqual({
    source: 'hospital',
    asOf: 8,
    succeededAt,
    attemptedAt: clock.now() + MINUTE,
    problem: 'no answer',
  });
  apply([listed()], { asOf: 8 });
  expect(stores.scheduleSources.of('hospital')).toMatchObject({
    succeededAt: clock.now(),
    problem: null,
  });
});

test('a list is taken after attempts that failed', () => {
  const { apply, stores, clock } = openSchedule();
  stores.scheduleSources.failed('hospital', 'no answer', clock.now());

  expect(apply([listed()], { asOf: 0 })).toMatchObject({ kind: 'applied' });
});

test('what a list has but nobody can read stays as it is, and IT is told', () => {
  const { apply, statuses, stores } = openSchedule();
  apply([listed(), listed({ ref: 'A2' })]);

  apply([], { leftOut: [{ ref: 'A1', reason: 'its service is not known here' }] });

  expect(statuses()).toEqual(['A1 booked', 'A2 cancelled']);
  expect(stores.scheduleSources.of('hospital')?.problem).toBe(
    '1 left out: A1: its service is not known here',
  );
});

test('what the list no longer has is cancelled and kept, on its days and on no other', () => {
  const { apply, statuses } = openSchedule();
  apply([listed(), listed({ ref: 'A2' }), listed({ day: TOMORROW })], { days: [DAY, TOMORROW] });

  expect(apply([listed({ ref: 'A2' })])).toMatchObject({ counts: { cancelled: 1, unchanged: 1 } });

  expect(statuses()).toEqual(['A1 cancelled', 'A2 booked']);
  expect(statuses(TOMORROW)).toEqual(['A1 booked']);
});

test('one sender does not cancel what only another has listed', () => {
  const { apply, statuses } = openSchedule();
  apply([listed({ ref: 'F1' })], { source: 'csv' });

  apply([listed({ ref: 'A1' })]);

  expect(statuses()).toEqual(['A1 booked', 'F1 booked']);
});

test('an appointment that a second sender lists too is from then on that one’s', () => {
  const { apply, storedOf } = openSchedule();
  apply([listed()], { source: 'csv' });
  const id = storedOf('A1')?.id;

  expect(apply([listed({ version: '7' })])).toMatchObject({ counts: { unchanged: 1 } });

  expect(storedOf('A1')).toMatchObject({ id, source: 'hospital', version: '7' });
});

test('a new version that changes nothing is kept, and is no change of the day', () => {
  const { apply, storedOf, eventTypes, stores } = openSchedule();
  apply([listed()]);
  const changedAt = stores.appointments.lastChangeAt(DAY);

  apply([listed({ version: '2', data: { patient: 'p1' } })]);

  expect(storedOf('A1')).toMatchObject({ version: '2', data: { patient: 'p1' } });
  expect(stores.appointments.lastChangeAt(DAY)).toBe(changedAt);
  expect(eventTypes()).toEqual(['schedule.imported', 'schedule.changed']);
});

test('who is listed as not having come is no longer expected', () => {
  const { apply, statuses, stores } = openSchedule();
  apply([listed()]);

  apply([listed({ status: 'no-show' })]);

  expect(statuses()).toEqual(['A1 cancelled']);
  expect(stores.appointments.expectedCount(DAY)).toBe(0);
});

test('before anybody has come the list is simply followed, without a conflict', () => {
  const { apply, storedOf, openKinds } = openSchedule();
  apply([listed()]);

  apply([listed({ startAt: TEN_O_CLOCK + 90 * MINUTE, providerId: 'osei' })]);

  expect(storedOf('A1')).toMatchObject({
    startAt: TEN_O_CLOCK + 90 * MINUTE,
    providerId: 'osei',
  });
  expect(openKinds()).toEqual([]);
});

test('a walk-in that is listed with our own id gets its appointment and is not expected any more', () => {
  const { apply, storedOf, arrive, openKinds, eventTypes, db, stores } = openSchedule();
  const visitId = arrive(null);

  apply([listed({ visitId })]);
  apply([listed({ visitId })]);

  expect(db.prepare('SELECT appointment_id FROM visit').pluck().all()).toEqual([
    storedOf('A1')?.id,
  ]);
  expect(stores.appointments.expectedCount(DAY)).toBe(0);
  expect(openKinds()).toEqual([]);
  expect(eventTypes()).toEqual(['schedule.imported', 'schedule.changed', 'visit.linked']);
});

test('a visit that has an appointment is not given another', () => {
  const { apply, storedOf, arrive, db } = openSchedule();
  apply([listed()]);
  const visitId = arrive('A1');

  apply([listed(), listed({ ref: 'A2', visitId })]);

  expect(db.prepare('SELECT appointment_id FROM visit').pluck().all()).toEqual([
    storedOf('A1')?.id,
  ]);
});

test('an appointment that has its visit is not given to a second', () => {
  const { apply, arrive, db } = openSchedule();
  apply([listed()]);
  arrive('A1');
  const walkIn = arrive(null);

  apply([listed({ visitId: walkIn })]);

  const linked = db.prepare('SELECT id FROM visit WHERE appointment_id IS NOT NULL');
  expect(linked.pluck().all()).toEqual(['visit-A1']);
});

test('one appointment is changed without touching the rest of its day', () => {
  const { apply, applyOneNow, statuses, storedOf } = openSchedule();
  apply([listed(), listed({ ref: 'A2' })]);

  const moved = listed({ startAt: TEN_O_CLOCK + 90 * MINUTE });
  expect(applyOneNow(moved)).toMatchObject({ changed: 1, cancelled: 0 });

  expect(statuses()).toEqual(['A1 booked', 'A2 booked']);
  expect(storedOf('A1')?.startAt).toBe(TEN_O_CLOCK + 90 * MINUTE);
});

test('one appointment that moves to another day is cancelled where it was', () => {
  const { applyOneNow, statuses } = openSchedule();
  applyOneNow(listed());

  const counts = applyOneNow(listed({ day: TOMORROW }));

  expect(counts).toMatchObject({ added: 1, cancelled: 1 });
  expect(statuses()).toEqual(['A1 cancelled']);
  expect(statuses(TOMORROW)).toEqual(['A1 booked']);
});

test('one appointment belongs to the transaction of whoever applies it', () => {
  const { applyOneNow, statuses, db } = openSchedule();
  const undone = db.transaction(() => {
    applyOneNow(listed());
    throw new Error('the message could not be kept');
  });

  expect(undone).toThrow('the message could not be kept');
  expect(statuses()).toEqual([]);
});

test('a failure half-way leaves everything as it was', () => {
  const { apply, statuses, arrive, db, stores } = openSchedule();
  apply([listed()]);
  arrive('A1');
  db.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON main.schedule_conflict
           BEGIN SELECT RAISE(ABORT, 'disk full'); END`);

  expect(() => apply([listed({ ref: 'A2' })])).toThrow('disk full');

  expect(statuses()).toEqual(['A1 booked']);
  expect(stores.scheduleSources.of('hospital')).toMatchObject({ asOf: TEN_O_CLOCK + MINUTE });
});

import { expect, test } from 'vitest';
import { at, CLINIC, recordDays } from '../../tests/support/recorded-days.ts';
import { readReport } from './read-report.ts';

const DAY = '2026-11-18'; // a Wednesday
const SPAN = { fromDay: DAY, toDay: DAY };
const WINDOW = { windowFromAfter: 10, windowEndsAfter: 25 };

test('a call is early, inside or late, and lateness is that of the late ones who were called', () => {
  const days = recordDays();
  days.visits(5, { day: DAY, ...WINDOW, calledAfter: 9.9 });
  days.visits(20, { day: DAY, ...WINDOW, calledAfter: 10 });
  days.visits(5, { day: DAY, ...WINDOW, calledAfter: 27 });
  days.visits(5, { day: DAY, ...WINDOW, calledAfter: 45 });
  days.visits(5, { day: DAY, ...WINDOW, entry: { status: 'left', endedAt: at(DAY, '11:00') } });

  const { first } = readReport(days.db, CLINIC, SPAN).promises.overall;

  expect(first.kept).toMatchObject({ count: 25, n: 40 });
  expect(first.inside).toMatchObject({ count: 20, n: 40 });
  expect(first.early).toMatchObject({ count: 5, n: 40 });
  // Five by 2 minutes and five by 20: half of them by 2 or less.
  expect(first.late).toEqual({ meanMinutes: 11, medianMinutes: 2 });
  expect(first.widthMinutes).toBe(15);
});

test('the first window and the last before the call are told apart, and slips are counted', () => {
  const days = recordDays();
  for (let made = 0; made < 10; made += 1) {
    const { entryId } = days.visit({ day: DAY, ...WINDOW, calledAfter: 30 });
    const again = { entryId, fromAt: at(DAY, '10:15'), issuedAt: at(DAY, '10:12') } as const;
    days.stores.promises.insert({ ...again, toAt: at(DAY, '10:35'), change: 'slipped' });
    if (made < 5) {
      days.stores.promises.insert({ ...again, toAt: at(DAY, '10:40'), change: 'slipped' });
    }
  }

  const { first, last } = readReport(days.db, CLINIC, SPAN).promises.overall;

  expect(first.kept).toMatchObject({ count: 0, n: 10 });
  expect(last.kept).toMatchObject({ count: 10, n: 10 });
  expect(last.widthMinutes).toBe(23);
  expect(first.slipsPerPatient).toBe(1.5);
});

test('what nobody was told is no promise, but its estimate is compared', () => {
  const days = recordDays();
  const promise = { isShown: false, estimateMinutes: 18, simpleMinutes: 45 };
  days.visits(10, { day: DAY, ...WINDOW, calledAfter: 20, promise });

  const { overall, byDay, estimates } = readReport(days.db, CLINIC, SPAN).promises;

  expect(overall.first.kept).toEqual({ kind: 'none', n: 0 });
  expect(byDay).toEqual([]);
  expect(estimates).toEqual({ patients: 10, foyerMinutes: 2, simpleMinutes: 25 });
});

test('estimates are compared for those who were called and have both', () => {
  const days = recordDays();
  days.visits(10, { day: DAY, ...WINDOW, calledAfter: 20 });
  days.visits(10, { day: DAY, ...WINDOW, promise: { estimateMinutes: 5, simpleMinutes: 5 } });
  days.visits(9, {
    day: DAY,
    ...WINDOW,
    calledAfter: 20,
    promise: { estimateMinutes: 23.5, simpleMinutes: 10 },
  });
  const estimates = () => readReport(days.db, CLINIC, SPAN).promises.estimates;

  expect(estimates()).toEqual({ patients: 9, foyerMinutes: null, simpleMinutes: null });
  days.visit({
    day: DAY,
    ...WINDOW,
    calledAfter: 20,
    promise: { estimateMinutes: 20, simpleMinutes: 20 },
  });
  // Nine times 3.5 and 10 minutes off, once not at all.
  expect(estimates()).toEqual({ patients: 10, foyerMinutes: 3.2, simpleMinutes: 9 });
});

test('each service, day and week has its own figures, and few say nothing', () => {
  const days = recordDays();
  const kept = { ...WINDOW, calledAfter: 20 };
  days.visits(10, { day: '2026-11-15', ...kept }); // the Sunday before
  days.visits(10, { day: '2026-11-16', ...kept });
  days.visits(9, { day: DAY, ...WINDOW, calledAfter: 26, entry: { serviceId: 'old-lab' } });

  const report = readReport(days.db, CLINIC, { fromDay: '2026-11-01', toDay: DAY }).promises;

  expect(
    report.byService.map(({ serviceId, label, first }) => [serviceId, label, first.kept]),
  ).toEqual([
    ['doctor', { en: 'Doctor' }, { kind: 'counts', count: 20, n: 20 }],
    ['old-lab', { en: 'old-lab' }, { kind: 'none', n: 9 }],
  ]);
  expect(report.byDay.map(({ day, first }) => [day, first.kept.n])).toEqual([
    ['2026-11-15', 10],
    ['2026-11-16', 10],
    [DAY, 9],
  ]);
  expect(report.byWeek.map(({ fromDay, last }) => [fromDay, last.kept.n])).toEqual([
    ['2026-11-09', 10],
    ['2026-11-16', 19],
  ]);
  expect(report.byDay[2]?.first).toMatchObject({
    late: null,
    widthMinutes: null,
    slipsPerPatient: null,
  });
});

test('days are told one by one for five weeks, weeks for the whole span', () => {
  const days = recordDays();
  days.visit({ day: '2026-10-14', ...WINDOW, calledAfter: 20 });
  days.visit({ day: '2026-10-15', ...WINDOW, calledAfter: 20 });

  const report = readReport(days.db, CLINIC, { fromDay: '2026-10-01', toDay: DAY }).promises;

  expect(report.byDay.map(({ day }) => day)).toEqual(['2026-10-15']);
  expect(report.byWeek.map(({ first }) => first.kept.n)).toEqual([2]);
});

test('a second queue has a promise of its own, which a call of the first does not keep', () => {
  const days = recordDays();
  const { entryId } = days.visit({ day: DAY, ...WINDOW, calledAfter: 20 });
  const yesterday = { day: '2026-11-17', activeSinceAt: 0 };
  const first = days.stores.entries.ofDay(DAY, yesterday).find(({ id }) => id === entryId);
  if (!first) throw new Error('the visit was just recorded');
  const second = { ...first, id: 'second', leg: 2, queuedAt: at(DAY, '10:30'), calledAt: null };
  days.stores.entries.insert(second, DAY);
  const window = { fromAt: at(DAY, '10:35'), toAt: at(DAY, '10:50') };
  const issued = { entryId: 'second', issuedAt: second.queuedAt, ...window };
  days.stores.promises.insert({ ...issued, change: 'issued' });
  const kept = () => readReport(days.db, CLINIC, SPAN).promises.overall.first.kept.n;
  expect(kept()).toBe(1);

  days.stores.events.append({
    type: 'station.paused',
    aggregate: 'station:room-3',
    occurredAt: at(DAY, '10:51'),
    body: {},
  });
  expect(kept()).toBe(2);
  expect(readReport(days.db, CLINIC, SPAN).visits).toBe(1);
});

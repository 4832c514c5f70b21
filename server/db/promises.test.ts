import { expect, test } from 'vitest';
import { at, recordDays } from '../../tests/support/recorded-days.ts';
import { FIRST_PROMISES_SQL } from './promises.ts';

const DAY = '2026-11-18';

test('after a restart everybody’s last window is as they were told it, with the reason of a slip', () => {
  const days = recordDays();
  const { entryId } = days.visit({ day: DAY, windowEndsAfter: 20 });
  const reason = {
    code: 'station-paused',
    stationId: 'room-3',
    untilAt: at(DAY, '10:30'),
  } as const;
  const window = {
    issuedAt: at(DAY, '10:15'),
    fromAt: at(DAY, '10:35'),
    toAt: at(DAY, '11:00'),
    isShown: false,
    usualToAt: at(DAY, '10:50'),
  };
  days.stores.promises.insert({ entryId, ...window, change: 'slipped', reason });

  expect(days.stores.promises.latestOfWaiting(DAY)).toEqual([
    { entryId, window: { kind: 'window', ...window }, reason },
  ]);
});

test('the first window of each is known: kept, broken or open, in the order in which that was known', () => {
  const days = recordDays();
  const windowEndsAfter = 20;
  days.visit({ day: DAY, time: '10:00', windowEndsAfter, calledAfter: 30 });
  days.visit({ day: DAY, time: '09:50', windowEndsAfter, calledAfter: 15 });
  const left = { status: 'left' as const, endedAt: at(DAY, '10:10') };
  days.visit({ day: DAY, time: '10:05', windowEndsAfter, entry: left });
  const { entryId } = days.visit({
    day: DAY,
    time: '10:10',
    windowEndsAfter: 40,
    promise: { usualToAt: at(DAY, '10:40') },
  });
  const later = { issuedAt: at(DAY, '10:20'), fromAt: at(DAY, '11:00'), toAt: at(DAY, '11:30') };
  days.stores.promises.insert({ entryId, ...later, change: 'slipped' });

  expect(days.stores.promises.known(at(DAY, '10:40'))).toEqual({
    scores: [
      { serviceId: 'doctor', isLate: false },
      { serviceId: 'doctor', isLate: true },
    ],
    open: [{ entryId, serviceId: 'doctor', usualToAt: at(DAY, '10:40') }],
  });
  expect(days.stores.promises.known(at(DAY, '10:41'))).toEqual({
    scores: [
      { serviceId: 'doctor', isLate: false },
      { serviceId: 'doctor', isLate: true },
      { serviceId: 'doctor', isLate: true },
    ],
    open: [],
  });
});

test('the last first windows are found from the newest on, without sorting or reading them all', () => {
  const { db } = recordDays();
  const plan = db
    .prepare<[number], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${FIRST_PROMISES_SQL}`)
    .all(1)
    .map(({ detail }) => detail);

  expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual(['SCAN promise']);
  expect(plan.filter((step) => step.includes('B-TREE'))).toEqual([]);
});

import { expect, test } from 'vitest';
import { DAY, listed, openSchedule } from '../../../tests/support/open-schedule.ts';
import { TEN_O_CLOCK } from '../../../tests/support/running-clinic.ts';
import type { Stores } from '../../db/stores.ts';

const MINUTE = 60_000;

function changesIn(stores: Stores): readonly unknown[] {
  return stores.events
    .after(0, 100)
    .filter(({ type }) => type === 'schedule.changed')
    .map(({ aggregate, body }) => {
      const content: unknown = JSON.parse(body);
      return [aggregate, content];
    });
}

test('what is booked, moved and cancelled is in the log, each with its time and no name', () => {
  const { apply, storedOf, stores } = openSchedule();
  apply([listed()]);
  const appointmentId = storedOf('A1')?.id;
  const startAt = TEN_O_CLOCK + 10 * MINUTE;
  const booked = { appointmentId, startAt, serviceId: 'doctor', providerId: null };

  apply([listed({ startAt: TEN_O_CLOCK + 90 * MINUTE, providerId: 'osei' })]);
  apply([]);

  const moved = { ...booked, startAt: TEN_O_CLOCK + 90 * MINUTE, providerId: 'osei' };
  expect(changesIn(stores)).toEqual([
    [`schedule:${DAY}`, { changes: [{ ...booked, status: 'booked' }] }],
    [`schedule:${DAY}`, { changes: [{ ...moved, status: 'booked' }] }],
    [`schedule:${DAY}`, { changes: [{ ...moved, status: 'cancelled' }] }],
  ]);
});

test('a name that is spelled differently, and one that was never booked, change nothing', () => {
  const { apply, stores } = openSchedule();
  apply([listed()]);

  apply([listed({ lastName: 'Whitfeld' }), listed({ ref: 'A2', status: 'cancelled' })]);

  expect(changesIn(stores)).toHaveLength(1);
});

test('a long list is told in parts', () => {
  const { apply, stores } = openSchedule();

  apply(Array.from({ length: 201 }, (_, index) => listed({ ref: `A${index}` })));

  const parts = changesIn(stores).map((event) => JSON.stringify(event).split('appointmentId'));
  expect(parts.map((part) => part.length - 1)).toEqual([100, 100, 1]);
});

import { expect, test } from 'vitest';
import { clinicOf } from '../../shared/contract/clinic-file.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { clinicFile } from '../../tests/support/clinic.ts';
import { createEventStore, type EventStore } from '../db/events.ts';
import { openMemoryDatabase } from '../db/open-database.ts';
import { learnFromLog } from './learn-from-log.ts';
import { type Learned, LogLearner, nothingLearned } from './learn-log.ts';

const CLINIC = clinicOf(clinicFile());
const FIRST_DAY = 20_000;

function openLog() {
  const events = createEventStore(openMemoryDatabase());
  let visits = 0;
  const happened = (type: string, aggregate: string, at: number, body: object = {}): void =>
    events.append({ type, aggregate, occurredAt: at, body: { ...body } });
  return {
    events,
    opens: (day: number): void =>
      happened('station.open', 'station:bloods', nineOn(day), { providerId: null }),
    books: (appointmentId: string, day: number, forDay: number): void =>
      happened('schedule.changed', 'schedule:x', nineOn(day), {
        changes: [
          {
            appointmentId,
            startAt: nineOn(forDay) + HOUR_MS,
            serviceId: 'blood',
            providerId: null,
            status: 'booked',
          },
        ],
      }),
    /** Somebody comes, waits for some minutes and is seen for eight. */
    visits: (day: number, afterMinutes: number): void => {
      visits += 1;
      const visit = `visit:v${visits}`;
      const entryId = `e${visits}`;
      const cameAt = nineOn(day) + afterMinutes * MINUTE_MS;
      happened('visit.checked-in', visit, cameAt, { entryId, serviceId: 'blood' });
      happened('queue.called', visit, cameAt + 5 * MINUTE_MS, { entryId, stationId: 'bloods' });
      happened('queue.started', visit, cameAt + 6 * MINUTE_MS, { entryId });
      happened('queue.finished', visit, cameAt + 14 * MINUTE_MS, { entryId });
    },
  };
}

function nineOn(day: number): number {
  return day * DAY_MS + 9 * HOUR_MS;
}

/** Learns each day on the day after it, going on from what was kept. */
function dayByDay(events: EventStore, days: number): Learned {
  let learned = nothingLearned();
  let afterSeq = 0;
  for (let day = 1; day <= days; day += 1) {
    const today = FIRST_DAY + day;
    const kept = JSON.parse(JSON.stringify(learned)) as Learned;
    const learner = new LogLearner({ clinic: CLINIC, from: kept, today });
    ({ learned, throughSeq: afterSeq } = learnFromLog(events, learner, { afterSeq }));
  }
  return learned;
}

function inOneGo(events: EventStore, days: number): Learned {
  const today = FIRST_DAY + days;
  const learner = new LogLearner({ clinic: CLINIC, from: nothingLearned(), today });
  return learnFromLog(events, learner, { afterSeq: 0 }).learned;
}

test('days learned one by one and in one go are the same, also what one leaves to the next', () => {
  const log = openLog();
  log.opens(FIRST_DAY);
  for (const day of [FIRST_DAY, FIRST_DAY + 1, FIRST_DAY + 2]) {
    log.books(`for-${day}`, day, day + 1);
    for (const afterMinutes of [10, 30, 50]) log.visits(day, afterMinutes);
  }

  const learned = dayByDay(log.events, 3);

  expect(learned).toEqual(inOneGo(log.events, 3));
  expect(learned.model.dayCount).toBe(3);
  expect(learned.left.booked.map(({ visit }) => visit)).toEqual([`for-${FIRST_DAY + 2}`]);
  expect(learned.left.stations).toMatchObject([{ aggregate: 'station:bloods' }]);
});

test('what was booked before counts on its day: whoever does not come is missed', () => {
  const log = openLog();
  const without = openLog();
  log.books('will-not-come', FIRST_DAY, FIRST_DAY + 1);
  for (const { opens, visits } of [log, without]) {
    opens(FIRST_DAY);
    visits(FIRST_DAY, 10);
    opens(FIRST_DAY + 1);
    visits(FIRST_DAY + 1, 10);
  }

  const { bookings } = dayByDay(log.events, 2).model;

  expect(bookings).not.toEqual(dayByDay(without.events, 2).model.bookings);
});

test('the present day is not learned, however much of it there is', () => {
  const log = openLog();
  log.opens(FIRST_DAY);
  log.visits(FIRST_DAY, 10);
  const before = inOneGo(log.events, 1);
  log.opens(FIRST_DAY + 1);
  log.visits(FIRST_DAY + 1, 10);

  expect(inOneGo(log.events, 1)).toEqual(before);
});

test('what a clock said that was years ahead is left out', () => {
  const log = openLog();
  log.opens(FIRST_DAY);
  log.visits(FIRST_DAY, 10);
  const before = inOneGo(log.events, 1);
  log.visits(FIRST_DAY + 900, 10);

  expect(inOneGo(log.events, 1)).toEqual(before);
});

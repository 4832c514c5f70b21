import { expect, test } from 'vitest';
import { clinicOf } from '../../shared/contract/clinic-file.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { clinicFile } from '../../tests/support/clinic.ts';
import { TEN_O_CLOCK } from '../../tests/support/running-clinic.ts';
import { createEventStore } from '../db/events.ts';
import { openMemoryDatabase } from '../db/open-database.ts';
import { nothingLearned } from './learn-log.ts';
import { LiveLearner } from './live-learner.ts';

const MIDNIGHT = TEN_O_CLOCK - 10 * 60 * MINUTE_MS;

function openLearner() {
  const db = openMemoryDatabase();
  const events = createEventStore(db);
  const faults: unknown[] = [];
  const learner = new LiveLearner({
    clinic: clinicOf(clinicFile()),
    events,
    onFault: (error) => faults.push(error),
  });
  const opens = (stationId: string, at: number): void =>
    events.append({
      type: 'station.open',
      aggregate: `station:${stationId}`,
      occurredAt: at,
      body: { providerId: null },
    });
  const pauses = (stationId: string, at: number): void =>
    events.append({
      type: 'station.paused',
      aggregate: `station:${stationId}`,
      occurredAt: at,
      body: { untilAt: at + 20 * MINUTE_MS },
    });
  return { db, events, learner, faults, opens, pauses };
}

test('what happens today is known once the log is read', () => {
  const { learner, opens, pauses } = openLearner();
  learner.begin(null, MIDNIGHT);
  opens('bloods', TEN_O_CLOCK);
  pauses('bloods', TEN_O_CLOCK + MINUTE_MS);
  const now = TEN_O_CLOCK + 2 * MINUTE_MS;
  const before = learner.law(now).back;

  learner.catchUp();

  expect([before.has('bloods'), learner.law(now).back.has('bloods')]).toEqual([false, true]);
});

test('days that are over are not read, nor what was learned already', () => {
  const { learner, events, opens, pauses } = openLearner();
  opens('room-3', TEN_O_CLOCK - DAY_MS);
  pauses('room-3', TEN_O_CLOCK - DAY_MS);
  opens('bloods', TEN_O_CLOCK);
  const read: number[] = [];
  const watched = new LiveLearner({
    clinic: clinicOf(clinicFile()),
    events: {
      ...events,
      after: (seq, limit) => {
        read.push(seq);
        return events.after(seq, limit);
      },
    },
    onFault: () => {},
  });

  watched.begin(null, MIDNIGHT);
  watched.catchUp();
  watched.begin({ learned: nothingLearned(), throughSeq: 3 }, MIDNIGHT);
  watched.catchUp();

  expect(read).toEqual([2, 3]);
  expect(learner.law(TEN_O_CLOCK).back.size).toBe(0);
});

test('an event that it is at fault with is told, and costs nothing else', () => {
  const { db, learner, faults, opens, pauses } = openLearner();
  learner.begin(null, MIDNIGHT);
  opens('bloods', TEN_O_CLOCK);
  db.prepare(
    `INSERT INTO event (id, type, schema, aggregate, occurred_at, body, sha256)
     VALUES ('x', 'station.open', 1, 'station:room-3', ?, 'no JSON', '')`,
  ).run(TEN_O_CLOCK);
  pauses('bloods', TEN_O_CLOCK + MINUTE_MS);

  learner.catchUp();

  expect(faults).toHaveLength(1);
  expect(learner.law(TEN_O_CLOCK + 2 * MINUTE_MS).back.has('bloods')).toBe(true);
});

test('a new day begins without what was done the day before', () => {
  const { learner, opens, pauses } = openLearner();
  learner.begin(null, MIDNIGHT);
  opens('bloods', TEN_O_CLOCK);
  pauses('bloods', TEN_O_CLOCK);
  learner.catchUp();

  expect(learner.law(TEN_O_CLOCK + DAY_MS).back.size).toBe(0);
});

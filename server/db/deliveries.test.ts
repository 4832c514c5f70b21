import { beforeEach, expect, test } from 'vitest';
import { appendEvents, type EventLog, eventLog } from '../../tests/support/event-log.ts';
import type { ItemOutcome } from '../upstream/delivery/destination.ts';
import {
  AGAIN_SQL,
  ASIDE_COUNTS_SQL,
  createDeliveryStore,
  type DeliveryStore,
  LOWEST_AGAIN_SQL,
  SET_ASIDE_SQL,
  TYPE_COUNTS_SQL,
} from './deliveries.ts';

const AT = 1_000;
let log: EventLog;
let deliveries: DeliveryStore;

beforeEach(() => {
  log = eventLog(10);
  deliveries = createDeliveryStore(log.db);
  deliveries.begin('hub');
});

function quarantined(seq: number): ItemOutcome {
  return { seq, kind: 'quarantined', code: 'unknown-service', detail: 'service x' };
}

function done(seq: number): ItemOutcome {
  return { seq, kind: 'done', code: '', detail: '' };
}

/** The first `throughSeq` events are delivered, but for these. */
function deliver(throughSeq: number, aside: readonly number[] = [], at = AT): void {
  const settled = aside.map(quarantined);
  deliveries.record({ destinationId: 'hub', at, settled, throughSeq, failure: null });
}

function fail(at: number, failure: 'unreachable' | 'busy' = 'unreachable'): void {
  deliveries.record({ destinationId: 'hub', at, settled: [], throughSeq: null, failure });
}

test('a destination that is new to the clinic is to be given everything that ever happened', () => {
  expect(deliveries.begin('other')).toEqual({
    destinationId: 'other',
    throughSeq: 0,
    confirmedSeq: 0,
    lastSuccessAt: null,
    lastAttemptAt: null,
    failingSinceAt: null,
    failure: null,
  });
});

test('a destination that is known goes on where it was', () => {
  deliver(4);
  expect(deliveries.begin('hub').throughSeq).toBe(4);
  expect(deliveries.all().map(({ destinationId }) => destinationId)).toEqual(['hub']);
});

test('a row of failures keeps when it began, until one goes well', () => {
  fail(5_000);
  fail(6_000, 'busy');
  expect(deliveries.progress('hub')).toMatchObject({
    throughSeq: 0,
    failingSinceAt: 5_000,
    lastAttemptAt: 6_000,
    lastSuccessAt: null,
    failure: 'busy',
  });
  deliver(2, [], 7_000);
  expect(deliveries.progress('hub')).toMatchObject({
    failingSinceAt: null,
    lastAttemptAt: 7_000,
    lastSuccessAt: 7_000,
    failure: null,
  });
});

test('what is delivered never becomes less', () => {
  deliver(6);
  deliver(4);
  deliveries.passOver('hub', 5);
  expect(deliveries.progress('hub')?.throughSeq).toBe(6);
});

test('what an attempt came to is kept wholly or not at all', () => {
  log.db.exec(
    `CREATE TRIGGER fault BEFORE UPDATE OF through_seq ON delivery
     BEGIN SELECT RAISE(ABORT, 'disk'); END`,
  );
  expect(() => deliver(3, [2])).toThrow('disk');
  expect(deliveries.asideCounts('hub')).toEqual({ again: 0, setAside: 0 });
});

test('staff see what is set aside, newest first, with the ticket of the visit it is about', () => {
  log.db.exec(
    `INSERT INTO visit (id, day, ticket, language, needs, source, is_late, phone_key, checked_in_at)
     VALUES ('v1', '2026-11-21', 'C42', 'en', '[]', 'kiosk', 0, 'k', 0)`,
  );
  appendEvents(log.stores, 1, { aggregate: 'notice:n1', type: 'notice.shown' });
  deliver(11, [3, 11]);
  const seen = { code: 'unknown-service', detail: 'service x', at: AT };
  expect(deliveries.setAside('hub', 5)).toEqual([
    { ...seen, seq: 11, type: 'notice.shown', ticket: null },
    { ...seen, seq: 3, type: 'visit.checked-in', ticket: 'C42' },
  ]);
  expect(deliveries.setAside('hub', 1)).toHaveLength(1);
});

test('an event that is set aside can be tried again, once, and is gone when it is done', () => {
  deliver(5, [3]);
  expect(deliveries.retry('hub', 3)).toBe(true);
  expect(deliveries.retry('hub', 3)).toBe(false);
  expect(deliveries.again('hub', 10).map(({ seq }) => seq)).toEqual([3]);
  expect(deliveries.setAside('hub', 10)).toEqual([]);
  deliveries.settle('hub', [done(3)], AT);
  expect(deliveries.asideCounts('hub')).toEqual({ again: 0, setAside: 0 });
});

test('an event that is not set aside, or at another destination, cannot be tried again', () => {
  deliver(5, [3]);
  expect([deliveries.retry('hub', 4), deliveries.retry('other', 3)]).toEqual([false, false]);
});

test('an event tried again that can have no effect once more is set aside with its new reason', () => {
  deliver(5, [3]);
  deliveries.retry('hub', 3);
  deliveries.settle('hub', [{ ...quarantined(3), code: 'other' }], 9_000);
  expect(deliveries.setAside('hub', 10)).toMatchObject([{ seq: 3, code: 'other', at: 9_000 }]);
});

test('what a destination lost is delivered again; what it was not given yet comes anyway', () => {
  deliver(5, [2]);
  deliveries.putAgain('hub', [2, 4, 6], 'missing', AT);
  expect(deliveries.again('hub', 10).map(({ seq }) => seq)).toEqual([2, 4]);
  expect(deliveries.again('hub', 1).map(({ seq }) => seq)).toEqual([2]);
  expect(deliveries.asideCounts('hub')).toEqual({ again: 2, setAside: 0 });
});

test('the lowest number that waits is of the log, or of what is delivered again', () => {
  deliver(5, [3]);
  expect(deliveries.lowestWaiting('hub')).toBe(6);
  deliveries.retry('hub', 3);
  expect(deliveries.lowestWaiting('hub')).toBe(3);
});

test('what is confirmed only goes forward, and never beyond what is delivered', () => {
  deliver(5);
  const confirmed = [4, 2, 6].map((seq) => {
    deliveries.confirm('hub', seq);
    return deliveries.progress('hub')?.confirmedSeq;
  });
  expect(confirmed).toEqual([4, 4, 4]);
});

test('the version differs whenever something set aside may have changed, and else does not', () => {
  const before = deliveries.asideVersion();
  deliver(5);
  fail(6_000);
  expect(deliveries.asideVersion()).toBe(before);
  const changes = [
    () => deliver(6, [6]),
    () => deliveries.retry('hub', 6),
    () => deliveries.settle('hub', [done(6)], AT),
    () => deliveries.putAgain('hub', [2], 'missing', AT),
  ];
  for (const change of changes) {
    const version = deliveries.asideVersion();
    change();
    expect(deliveries.asideVersion()).not.toBe(version);
  }
});

test('a stretch of the log is counted by type', () => {
  appendEvents(log.stores, 3, { type: 'help.asked' });
  expect(deliveries.typeCounts(8, 12)).toEqual([
    { type: 'help.asked', count: 2 },
    { type: 'visit.checked-in', count: 2 },
  ]);
});

test.each(
  Object.entries({ AGAIN_SQL, SET_ASIDE_SQL, ASIDE_COUNTS_SQL, LOWEST_AGAIN_SQL, TYPE_COUNTS_SQL }),
)('%s reads no table from end to end', (_name, sql) => {
  const values = Array.from({ length: sql.split('?').length - 1 }, () => '');
  const plan = log.db
    .prepare<string[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...values)
    .map(({ detail }) => detail);

  expect(plan.some((step) => step.startsWith('SEARCH'))).toBe(true);
  expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
});

import { afterEach, expect, test } from 'vitest';
import { appendEvents, type EventLog } from '../../../tests/support/event-log.ts';
import { lineScene, seqsOf, stopLines, throughSeq } from '../../../tests/support/line-scene.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** After a start, with time for a few attempts. */
const SOON = 10 * SECOND;

afterEach(stopLines);

function appendUnwanted({ db }: EventLog, count: number): void {
  db.prepare(
    `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
     INSERT INTO event (id, type, schema, aggregate, occurred_at, body, sha256)
     SELECT 'id-' || n, 'unwanted', 1, 'visit:v1', n, '{"visitId":"v1"}', 'hash' FROM number`,
  ).run(count);
}

test('everything that ever happened is delivered, in order, and then what happens next', async () => {
  const { log, timing, receiver, sent, start } = lineScene(5, { mostEvents: 2 });
  const line = start();
  await timing.pass(SOON);
  appendEvents(log.stores, 1);
  line.wake();
  await timing.pass(SOON);
  expect(seqsOf(sent)).toEqual([[1, 2], [3, 4], [5], [6]]);
  expect(sent.map(({ backlog }) => backlog)).toEqual([3, 1, 0, 0]);
  expect(receiver.order.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(throughSeq(log)).toBe(6);
});

test('how much is still to come is told in full from the first request on', async () => {
  const { timing, sent, start } = lineScene(2_500);
  start();
  await timing.pass(SOON);
  expect(sent[0]?.backlog).toBe(2_400);
});

test('what happens within a quarter of a second travels together', async () => {
  const { log, timing, sent, start } = lineScene(0);
  const line = start();
  await timing.pass(SOON);
  for (let count = 0; count < 3; count += 1) {
    appendEvents(log.stores, 1);
    line.wake();
    await timing.pass(80);
  }
  expect(sent).toEqual([]);
  await timing.pass(250);
  expect(seqsOf(sent)).toEqual([[1, 2, 3]]);
});

test('a commit that nobody told of is found within half a minute', async () => {
  const { log, timing, start } = lineScene(0);
  start();
  await timing.pass(SOON);
  appendEvents(log.stores, 1);
  await timing.pass(30 * SECOND);
  expect(throughSeq(log)).toBe(1);
});

test('an event that can have no effect is set aside, and those behind it get through', async () => {
  const { log, timing, receiver, start } = lineScene(2);
  appendEvents(log.stores, 1, { type: 'from.the-future' });
  appendEvents(log.stores, 2);
  receiver.poison = new Set(['from.the-future']);
  start();
  await timing.pass(SOON);
  expect(throughSeq(log)).toBe(5);
  expect(log.stores.deliveries.setAside('hub', 9)).toMatchObject([
    { seq: 3, type: 'from.the-future', code: 'unknown-type' },
  ]);
});

test('an event that staff try again goes before the rest', async () => {
  const { log, timing, receiver, sent, start } = lineScene(1);
  receiver.poison = new Set(['visit.checked-in']);
  const line = start();
  await timing.pass(SOON);
  receiver.poison = new Set();
  appendEvents(log.stores, 1);
  log.stores.deliveries.retry('hub', 1);
  line.wake();
  await timing.pass(SOON);
  expect(seqsOf(sent)).toEqual([[1], [1], [2]]);
  expect(log.stores.deliveries.asideCounts('hub')).toEqual({ again: 0, setAside: 0 });
});

test('a hundred thousand events that are for somebody else are passed over without holding anybody up', async () => {
  const { log, timing, sent, start } = lineScene(0, { wants: (type) => type === 'wanted' });
  appendUnwanted(log, 100_000);
  appendEvents(log.stores, 1, { type: 'wanted' });
  let turnsOfOthers = 0;
  const countTurns = (): void => {
    turnsOfOthers += 1;
    others = setImmediate(countTurns);
  };
  let others = setImmediate(countTurns);
  start();
  await timing.pass(SOON);
  clearImmediate(others);
  expect(seqsOf(sent)).toEqual([[100_001]]);
  expect(throughSeq(log)).toBe(100_001);
  // One between any two slices: of a thousand counted, and of five hundred read.
  expect(turnsOfOthers).toBeGreaterThan(290);
});

test('events that are not wanted are passed over without a request, and that is kept in the end', async () => {
  const { log, timing, sent, start } = lineScene(3, { wants: () => false });
  start();
  await timing.pass(MINUTE);
  expect(sent).toEqual([]);
  expect(throughSeq(log)).toBe(3);
});

test('an event whose body was purged is not sent to a destination that is new', async () => {
  const { log, timing, sent, told, start } = lineScene(3);
  log.db.exec(
    "INSERT INTO delivery (destination_id, through_seq, confirmed_seq) VALUES ('a', 2, 2)",
  );
  log.db.exec("UPDATE event SET body = '{}' WHERE seq <= 2");
  start();
  await timing.pass(SOON);
  expect(seqsOf(sent)).toEqual([[3]]);
  expect(told).toMatchObject([{ level: 'warn', about: { events: 2, throughSeq: 2 } }]);
});

test('an event that is to go again but was purged is shown to staff as lost there', async () => {
  const { log, timing, start } = lineScene(3);
  const line = start();
  await timing.pass(SOON);
  log.stores.deliveries.confirm('hub', 3);
  log.db.exec("UPDATE event SET body = '{}' WHERE seq = 2");
  log.stores.deliveries.putAgain('hub', [2], 'missing', 0);
  line.wake();
  await timing.pass(SOON);
  expect(log.stores.deliveries.setAside('hub', 9)).toMatchObject([{ seq: 2, code: 'body-purged' }]);
});

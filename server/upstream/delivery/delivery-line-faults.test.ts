import { afterEach, expect, test } from 'vitest';
import { appendEvents, eventLog } from '../../../tests/support/event-log.ts';
import { lineScene, seqsOf, stopLines, throughSeq } from '../../../tests/support/line-scene.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** After a start, with time for a few attempts. */
const SOON = 10 * SECOND;

afterEach(stopLines);

test('when an answer is lost the same events are sent again, and have their effect once', async () => {
  const { log, timing, receiver, fates, sent, start } = lineScene(3);
  fates.push('answer-lost');
  start();
  await timing.pass(SOON);
  expect(seqsOf(sent)).toEqual([[1, 2, 3], [1], [2, 3]]);
  expect([...receiver.effects.values()]).toEqual([1, 1, 1]);
  expect(throughSeq(log)).toBe(3);
});

test('a crash between the delivery and the note of it sends again what was not noted', async () => {
  const { log, timing, receiver, fates, sent, start } = lineScene(3);
  fates.push('taken-and-hangs');
  const killed = start();
  await timing.pass(SOON);
  await killed.stop();
  expect([receiver.inbox.size, throughSeq(log)]).toEqual([3, 0]);
  start();
  await timing.pass(SOON);
  expect(seqsOf(sent)).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
  expect([...receiver.effects.values()]).toEqual([1, 1, 1]);
  expect(throughSeq(log)).toBe(3);
});

test('a stopped line writes nothing any more, whatever comes back to it', async () => {
  const { log, timing, start } = lineScene(1, {
    deliver: async (events) => {
      await timing.sleep(20 * SECOND, new AbortController().signal);
      const items = events.map(({ seq }) => ({ seq, kind: 'done' as const, code: '', detail: '' }));
      return { kind: 'answered', items };
    },
  });
  const line = start();
  await timing.pass(SOON);
  await line.stop();
  await timing.pass(MINUTE);
  expect(log.stores.deliveries.progress('hub')).toMatchObject({ throughSeq: 0, failure: null });
});

test('one event among many for which all are refused is found and set aside', async () => {
  const { log, timing, receiver, start } = lineScene(40, {
    deliver: (events, context) =>
      events.some(({ seq }) => seq === 23)
        ? Promise.resolve({ kind: 'refused-whole', code: 'bad-event', detail: 'HTTP 422' })
        : Promise.resolve(receiver.take(events, context)),
  });
  start();
  await timing.pass(20 * MINUTE);
  expect(throughSeq(log)).toBe(40);
  expect(receiver.inbox.size).toBe(39);
  expect(log.stores.deliveries.setAside('hub', 9)).toMatchObject([{ seq: 23, code: 'bad-event' }]);
});

test('events beyond a gap in the answer are sent again', async () => {
  const { log, timing, receiver, fates, sent, start } = lineScene(4);
  fates.push('half-answered');
  start();
  await timing.pass(SOON);
  expect(seqsOf(sent)).toEqual([
    [1, 2, 3, 4],
    [2, 3, 4],
  ]);
  expect([...receiver.effects.values()]).toEqual([1, 1, 1, 1]);
  expect(throughSeq(log)).toBe(4);
});

test('a log that was set back goes on under a new stream from the first event that waits', async () => {
  const { log, timing, receiver, told, start } = lineScene(4);
  const [first] = log.stores.streams.all();
  const elsewhere = eventLog(4).stores.events.after(2, 2);
  receiver.take(elsewhere, { stream: first?.id ?? '' });
  log.stores.deliveries.begin('hub');
  log.stores.deliveries.passOver('hub', 2);
  start();
  await timing.pass(SOON);
  const [, second] = log.stores.streams.all();
  expect(second).toMatchObject({ baseSeq: 3, reason: 'rolled-back' });
  expect(receiver.order.slice(2)).toMatchObject([
    { stream: second?.id, seq: 3 },
    { stream: second?.id, seq: 4 },
  ]);
  expect(throughSeq(log)).toBe(4);
  expect(told.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    'warn: this log was set back; it goes on under a new stream',
  ]);
});

test('a receiver that takes no stream at all does not make us begin one after another', async () => {
  const { log, timing, start } = lineScene(2, {
    deliver: () => Promise.resolve({ kind: 'rolled-back', detail: 'HTTP 409' }),
  });
  start();
  await timing.pass(5 * MINUTE);
  expect(log.stores.streams.all()).toHaveLength(2);
  expect(log.stores.deliveries.progress('hub')?.failure).toBe('rolled-back');
});

test('a line that never answers is given up at the deadline, and the next attempt gets through', async () => {
  const { log, timing, fates, sent, start } = lineScene(1);
  fates.push('hangs');
  start();
  await timing.pass(30 * SECOND);
  expect(throughSeq(log)).toBe(0);
  await timing.pass(SOON);
  expect(throughSeq(log)).toBe(1);
  expect(sent).toHaveLength(2);
});

test('while the line is down a new event is tried early, but no more often than every five seconds', async () => {
  const { log, timing, sent, start } = lineScene(1, {
    deliver: () => {
      sent.push({ seqs: [], stream: '', backlog: 0 });
      const failure = 'unreachable' as const;
      return Promise.resolve({ kind: 'failed', failure, retryAfterMs: null, detail: '' });
    },
  });
  const line = start();
  await timing.pass(30 * MINUTE);
  const before = sent.length;
  for (let seconds = 0; seconds < 20; seconds += 1) {
    appendEvents(log.stores, 1);
    line.wake();
    await timing.pass(SECOND);
  }
  expect(sent.length - before).toBeGreaterThanOrEqual(4);
  expect(sent.length - before).toBeLessThanOrEqual(5);
});

test('a full disk loses nothing: what could not be noted is sent again when there is room', async () => {
  const { log, timing, receiver, told, start } = lineScene(2);
  log.db.exec(
    `CREATE TEMP TRIGGER fault BEFORE UPDATE ON main.delivery
     BEGIN SELECT RAISE(ABORT, 'Whitfield'); END`,
  );
  start();
  await timing.pass(MINUTE);
  expect([receiver.inbox.size, throughSeq(log)]).toEqual([2, 0]);
  log.db.exec('DROP TRIGGER fault');
  await timing.pass(10 * MINUTE);
  expect(throughSeq(log)).toBe(2);
  expect([...receiver.effects.values()]).toEqual([1, 1]);
  expect(told[0]).toMatchObject({ level: 'error', message: 'delivery crashed' });
  expect(JSON.stringify(told)).not.toContain('Whitfield');
});

test('a failure is told once in full, and again only when it is another', async () => {
  const { timing, told, fates, start } = lineScene(1);
  fates.push('request-lost', 'request-lost', 'answer-lost');
  start();
  await timing.pass(SOON);
  expect(told.map(({ level, about }) => [level, about])).toEqual([
    ['warn', { destination: 'hub', failure: 'unreachable', detail: '' }],
    ['info', { destination: 'hub', failure: 'unreachable', detail: '' }],
    ['warn', { destination: 'hub', failure: 'no-answer', detail: '' }],
  ]);
});

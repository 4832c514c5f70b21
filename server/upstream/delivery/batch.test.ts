import { expect, test } from 'vitest';
import type { Stream } from '../../db/streams.ts';
import { eventLog } from '../../../tests/support/event-log.ts';
import { fillBatch } from './batch.ts';

const ROOMY = { events: 100, bytes: 1_000_000 };
const FIRST = stream('first', 1);
const events = eventLog(10).stores.events.after(0, 100);

function stream(id: string, baseSeq: number): Stream {
  return { id, baseSeq, reason: 'first', begunAt: 0 };
}

function numbers(batch: ReturnType<typeof fillBatch>): readonly number[] {
  return batch.events.map(({ seq }) => seq);
}

test('a batch holds no more events than it may', () => {
  expect(numbers(fillBatch(events, { ...ROOMY, events: 3 }, [FIRST]))).toEqual([1, 2, 3]);
});

test('a batch holds no more bytes than it may, but always one event', () => {
  const two = fillBatch(events.slice(0, 2), ROOMY, [FIRST]);
  expect(numbers(fillBatch(events, { ...ROOMY, bytes: two.bytes }, [FIRST]))).toEqual([1, 2]);
  expect(numbers(fillBatch(events, { ...ROOMY, bytes: 1 }, [FIRST]))).toEqual([1]);
});

test('a batch ends where the next stream begins', () => {
  const streams = [FIRST, stream('second', 5)];
  const before = fillBatch(events.slice(1), ROOMY, streams);
  const after = fillBatch(events.slice(4), ROOMY, streams);
  expect([before.stream.id, numbers(before)]).toEqual(['first', [2, 3, 4]]);
  expect([after.stream.id, numbers(after)]).toEqual(['second', [5, 6, 7, 8, 9, 10]]);
});

test('a stream begun later takes over from those that began at a higher number', () => {
  const streams = [FIRST, stream('second', 5), stream('third', 3)];
  expect(fillBatch(events.slice(5), ROOMY, streams).stream.id).toBe('third');
});

test('what a batch weighs is about what it weighs as JSON', () => {
  const { bytes } = fillBatch(events, ROOMY, [FIRST]);
  const wire = Buffer.byteLength(JSON.stringify(events));
  expect(bytes / wire).toBeGreaterThan(0.95);
  expect(bytes / wire).toBeLessThan(1.2);
});

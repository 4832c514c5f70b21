import { expect, test } from 'vitest';
import type { Stream } from '../../db/streams.ts';
import { streamStretches } from './stream-stretches.ts';

function stream(id: string, baseSeq: number): Stream {
  return { id, baseSeq, reason: 'first', begunAt: 0 };
}

test('a log of one stream is one stretch', () => {
  expect(streamStretches([stream('a', 1)], 40)).toEqual([{ stream: 'a', from: 1, to: 40 }]);
});

test('a later stream takes over from its base on', () => {
  expect(streamStretches([stream('a', 1), stream('b', 31)], 40)).toEqual([
    { stream: 'a', from: 1, to: 30 },
    { stream: 'b', from: 31, to: 40 },
  ]);
});

test('a stream that begins before an earlier one takes over all of it', () => {
  expect(streamStretches([stream('a', 1), stream('b', 31), stream('c', 20)], 40)).toEqual([
    { stream: 'a', from: 1, to: 19 },
    { stream: 'c', from: 20, to: 40 },
  ]);
});

test('a stream that nothing was delivered under yet has no stretch', () => {
  expect(streamStretches([stream('a', 1), stream('b', 41)], 40)).toEqual([
    { stream: 'a', from: 1, to: 40 },
  ]);
});

test('nothing delivered is no stretch', () => {
  expect(streamStretches([stream('a', 1)], 0)).toEqual([]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventLog } from '../../../tests/support/event-log.ts';
import { afterAttempt, type LineState } from './after-attempt.ts';
import type { Batch } from './batch.ts';
import type { Attempt, ItemOutcome } from './destination.ts';

const EVENTS = eventLog(12).stores.events.after(0, 100);
const STREAM = { id: 'stream-1', baseSeq: 1, reason: 'first', begunAt: 0 } as const;
const CALM: LineState = {
  size: { events: 8, bytes: 8_192 },
  failures: 0,
  refusal: null,
  freshStream: null,
};
const MOST = { events: 100, bytes: 100_000 };
const HALF_WAY = { most: MOST, now: 0, random: () => 0.5 };
const MINUTE = 60_000;

/** Of the events 1, 2, ...; 12 is the end of the page they were read from. */
function batch(count: number, change: Partial<Batch> = {}): Batch {
  const events = EVENTS.slice(0, count);
  return { kind: 'log', events, bytes: 4_096, stream: STREAM, throughSeq: 12, ...change };
}

function done(seq: number): ItemOutcome {
  return { seq, kind: 'done', code: '', detail: '' };
}

function answered(seqs: readonly number[], advice: object = {}): Attempt {
  return { kind: 'answered', items: seqs.map(done), ...advice };
}

function failed(failure: 'unreachable' | 'busy', retryAfterMs: number | null = null): Attempt {
  return { kind: 'failed', failure, retryAfterMs, detail: '' };
}

const refused: Attempt = { kind: 'refused-whole', code: 'bad', detail: 'HTTP 400' };

test('a batch that is answered in full is settled through all that was read for it', () => {
  expect(afterAttempt(answered([1, 2, 3]), batch(3), CALM, HALF_WAY)).toEqual({
    kind: 'settled',
    state: { ...CALM, size: { events: 16, bytes: 16_384 } },
    items: [done(1), done(2), done(3)],
    throughSeq: 12,
    waitMs: 0,
  });
});

test('only what has no gap before it is settled', () => {
  const after = afterAttempt(answered([1, 2, 4]), batch(4), CALM, HALF_WAY);
  expect(after).toMatchObject({ kind: 'settled', items: [done(1), done(2)], throughSeq: 2 });
});

test('events delivered again are settled each for itself and leave the log where it is', () => {
  const after = afterAttempt(answered([1, 4]), batch(4, { kind: 'again' }), CALM, HALF_WAY);
  expect(after).toMatchObject({ kind: 'settled', items: [done(1), done(4)], throughSeq: null });
});

test('events that were not sent cannot be settled', () => {
  const after = afterAttempt(answered([1, 2, 99]), batch(2), CALM, HALF_WAY);
  expect(after).toMatchObject({ items: [done(1), done(2)], throughSeq: 12 });
});

test.each([[[]], [[2, 3]], [[77]]])(
  'an answer about %j of 1 to 3 settles nothing and is a failure',
  (seqs) => {
    const after = afterAttempt(answered(seqs), batch(3), CALM, HALF_WAY);
    expect(after).toMatchObject({ kind: 'failed', failure: 'not-understood', waitMs: 500 });
  },
);

test('whatever an answer says, what is settled has no gap and goes no further than what was sent', () => {
  const item = fc.record({
    seq: fc.integer({ min: 0, max: 9 }),
    kind: fc.constantFrom('done' as const, 'quarantined' as const, 'refused' as const),
    code: fc.constant('c'),
    detail: fc.constant(''),
  });
  fc.assert(
    fc.property(fc.array(item), fc.integer({ min: 1, max: 6 }), (items, count) => {
      const after = afterAttempt({ kind: 'answered', items }, batch(count), CALM, HALF_WAY);
      const settled = after.kind === 'settled' ? after.items.map(({ seq }) => seq) : [];
      expect(settled).toEqual(settled.map((_seq, index) => index + 1));
      expect(settled.length > 0).toBe(items.some(({ seq }) => seq === 1));
      const through = after.kind === 'settled' ? after.throughSeq : 0;
      expect(through).toBe(settled.length === count ? 12 : settled.length);
    }),
  );
});

test('the receiver’s advice is followed', () => {
  const advice = { mostEvents: 10, mostBytes: 2_000, pauseMs: 3_000 };
  const after = afterAttempt(answered([1], advice), batch(1), CALM, HALF_WAY);
  expect(after).toMatchObject({ state: { size: { events: 10, bytes: 2_000 } }, waitMs: 3_000 });
});

test('a failure halves what is tried and is waited out, longer each time', () => {
  const first = afterAttempt(failed('unreachable'), batch(8), CALM, HALF_WAY);
  const second = afterAttempt(failed('unreachable'), batch(4), first.state, HALF_WAY);
  expect(first).toMatchObject({
    kind: 'failed',
    failure: 'unreachable',
    waitMs: 500,
    isWakeable: true,
    state: { size: { events: 4, bytes: 2_048 }, failures: 1 },
  });
  expect(second).toMatchObject({ waitMs: 1_000, state: { failures: 2 } });
});

test('what the other side asks us to wait is waited at least, up to an hour', () => {
  expect(afterAttempt(failed('busy', 90_000), batch(1), CALM, HALF_WAY)).toMatchObject({
    waitMs: 90_000,
    isWakeable: false,
  });
  expect(afterAttempt(failed('busy', 10 ** 12), batch(1), CALM, HALF_WAY)).toMatchObject({
    waitMs: 3_600_000,
  });
});

test('who is turned away tries again slowly, and nothing that happens makes it faster', () => {
  const attempt: Attempt = { kind: 'not-allowed', detail: 'HTTP 401' };
  const state = { ...CALM, failures: 1 };
  const after = afterAttempt(attempt, batch(1), state, HALF_WAY);
  expect(after).toMatchObject({ failure: 'not-allowed', waitMs: 7_500, isWakeable: false });
});

test('a wrong address is tried every five minutes', () => {
  const attempt: Attempt = { kind: 'misconfigured', detail: 'HTTP 404' };
  const after = afterAttempt(attempt, batch(1), CALM, HALF_WAY);
  expect(after).toMatchObject({ failure: 'misconfigured', waitMs: 300_000, isWakeable: false });
});

test('what is too large goes in halves at once; one event alone is set aside', () => {
  const tooLarge: Attempt = { kind: 'too-large', detail: 'HTTP 413' };
  expect(afterAttempt(tooLarge, batch(5), CALM, HALF_WAY)).toMatchObject({
    kind: 'smaller',
    state: { size: { events: 2 }, failures: 0 },
  });
  expect(afterAttempt(tooLarge, batch(1), CALM, HALF_WAY)).toMatchObject({
    kind: 'settled',
    items: [{ seq: 1, kind: 'refused', code: 'too-large', detail: 'HTTP 413' }],
    throughSeq: 12,
  });
});

test('several events refused in one go are tried in halves at once', () => {
  const after = afterAttempt(refused, batch(5), CALM, HALF_WAY);
  expect(after).toMatchObject({ kind: 'smaller', state: { size: { events: 2 } } });
});

test('one event is given up once it was refused three times over ten minutes for one reason', () => {
  const first = afterAttempt(refused, batch(1), CALM, HALF_WAY);
  const second = afterAttempt(refused, batch(1), first.state, { ...HALF_WAY, now: 5 * MINUTE });
  const early = { ...HALF_WAY, now: 9 * MINUTE };
  const third = afterAttempt(refused, batch(1), second.state, early);
  const fourth = afterAttempt(refused, batch(1), third.state, { ...HALF_WAY, now: 10 * MINUTE });
  expect([first, second, third].map(({ kind }) => kind)).toEqual(['failed', 'failed', 'failed']);
  expect(third).toMatchObject({ failure: 'refused-whole', isWakeable: false });
  expect(fourth).toMatchObject({
    kind: 'settled',
    items: [{ seq: 1, kind: 'refused', code: 'bad', detail: 'HTTP 400' }],
    throughSeq: 12,
  });
});

test('two refusals are too few, however long they are apart', () => {
  const first = afterAttempt(refused, batch(1), CALM, HALF_WAY);
  const second = afterAttempt(refused, batch(1), first.state, { ...HALF_WAY, now: 60 * MINUTE });
  expect(second.kind).toBe('failed');
});

test('another reason or another event begins the count anew', () => {
  const refusal = { seq: 1, code: 'bad', times: 5, firstAt: 0 };
  const later = { ...HALF_WAY, now: 30 * MINUTE };
  const worse: Attempt = { kind: 'refused-whole', code: 'worse', detail: '' };
  const other = batch(1, { events: EVENTS.slice(1, 2) });
  const state = { ...CALM, refusal };
  expect(afterAttempt(worse, batch(1), state, later).state.refusal?.times).toBe(1);
  expect(afterAttempt(refused, other, state, later).state.refusal?.times).toBe(1);
});

test('a log that was set back goes on under a new stream at once', () => {
  const attempt: Attempt = { kind: 'rolled-back', detail: 'HTTP 409' };
  expect(afterAttempt(attempt, batch(3), CALM, HALF_WAY)).toEqual({
    kind: 'new-stream',
    state: CALM,
  });
});

test('when even a fresh stream is refused, the events are at fault and no more streams are begun', () => {
  const attempt: Attempt = { kind: 'rolled-back', detail: 'HTTP 409' };
  const state = { ...CALM, freshStream: STREAM.id };
  const refusal = { seq: 1, code: 'rolled-back', times: 2, firstAt: 0 };
  const later = { ...HALF_WAY, now: 10 * MINUTE };
  expect(afterAttempt(attempt, batch(3), state, HALF_WAY).kind).toBe('smaller');
  expect(afterAttempt(attempt, batch(1), state, HALF_WAY)).toMatchObject({
    kind: 'failed',
    failure: 'rolled-back',
  });
  expect(afterAttempt(attempt, batch(1), { ...state, refusal }, later)).toMatchObject({
    kind: 'settled',
    items: [{ seq: 1, kind: 'refused', code: 'rolled-back' }],
  });
});

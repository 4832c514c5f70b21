import type { DeliveryFailure } from '../../../shared/contract/upstream-state.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import { backOffMs, LONGEST_WAIT_MS, slowBackOffMs } from './back-off.ts';
import type { Batch } from './batch.ts';
import { atMost, type BatchSize, doubled, halved } from './batch-size.ts';
import type { Attempt, ItemOutcome } from './destination.ts';
import { outcomesThatCount } from './outcomes-that-count.ts';

/** What a line knows from its earlier attempts. Lost when the program ends, which costs a few attempts. */
export type LineState = {
  readonly size: BatchSize;
  /** Attempts in a row that failed. */
  readonly failures: number;
  /** The event that was last refused all by itself. */
  readonly refusal: Refusal | null;
  /** The stream that was begun because of a refusal and under which nothing was answered yet. */
  readonly freshStream: string | null;
};

type Refusal = {
  readonly seq: number;
  readonly code: string;
  readonly times: number;
  /** By the clock that only goes forward. */
  readonly firstAt: number;
};

/** What to do after an attempt. */
export type AfterAttempt = { readonly state: LineState } & (
  | {
      readonly kind: 'settled';
      readonly items: readonly ItemOutcome[];
      /** How far the log is delivered now; null after single events. */
      readonly throughSeq: number | null;
      readonly waitMs: number;
    }
  | {
      readonly kind: 'failed';
      readonly failure: DeliveryFailure;
      readonly waitMs: number;
      /** A new event is reason enough to try sooner. */
      readonly isWakeable: boolean;
    }
  /** The same events again at once, fewer at a time. */
  | { readonly kind: 'smaller' }
  /** The same events again at once, under a new stream. */
  | { readonly kind: 'new-stream' }
);

export type Circumstances = {
  /** The most that the destination takes at once. */
  readonly most: BatchSize;
  /** By the clock that only goes forward. */
  readonly now: number;
  readonly random: () => number;
};

const REFUSED_TIMES = 3;
const REFUSED_FOR_MS = 10 * MINUTE_MS;
/** Whoever asks us to stay away for longer has a wrong clock. */
const LONGEST_ASKED_MS = HOUR_MS;

/** Decides what an attempt means: what is settled, how to go on and how soon. */
export function afterAttempt(
  attempt: Attempt,
  batch: Batch,
  state: LineState,
  circumstances: Circumstances,
): AfterAttempt {
  const { random } = circumstances;
  const next = { ...state, failures: state.failures + 1, size: halved(sizeOf(batch)) };
  switch (attempt.kind) {
    case 'answered':
      return afterAnswer(attempt, batch, state, circumstances);
    case 'failed': {
      const asked = Math.min(attempt.retryAfterMs ?? 0, LONGEST_ASKED_MS);
      const waitMs = Math.max(asked, backOffMs(state.failures, random));
      // "Busy" is a plea to be left alone; a patient more does not change that.
      const isWakeable = attempt.failure !== 'busy' && attempt.retryAfterMs === null;
      return { kind: 'failed', state: next, failure: attempt.failure, waitMs, isWakeable };
    }
    case 'not-allowed': {
      const waitMs = slowBackOffMs(state.failures, random);
      return { kind: 'failed', state: next, failure: 'not-allowed', waitMs, isWakeable: false };
    }
    case 'misconfigured': {
      const waitMs = LONGEST_WAIT_MS;
      return { kind: 'failed', state: next, failure: 'misconfigured', waitMs, isWakeable: false };
    }
    case 'too-large':
      if (batch.events.length > 1) return { kind: 'smaller', state: smaller(state, batch) };
      return setAside(batch, { code: 'too-large', detail: attempt.detail }, state);
    case 'refused-whole':
      return afterRefusal(attempt, batch, state, circumstances);
    case 'rolled-back': {
      // A name that nobody ever heard cannot be the reason: then it is these events that are refused.
      if (state.freshStream === batch.stream.id) {
        const { detail } = attempt;
        return afterRefusal({ code: 'rolled-back', detail }, batch, state, circumstances);
      }
      return { kind: 'new-stream', state };
    }
  }
}

function afterAnswer(
  attempt: Extract<Attempt, { readonly kind: 'answered' }>,
  batch: Batch,
  state: LineState,
  circumstances: Circumstances,
): AfterAttempt {
  const items = outcomesThatCount(attempt.items, batch);
  const last = items.at(-1);
  if (!last) {
    const detail = 'the answer settles none of the events';
    const nothing: Attempt = {
      kind: 'failed',
      failure: 'not-understood',
      retryAfterMs: null,
      detail,
    };
    return afterAttempt(nothing, batch, state, circumstances);
  }
  const isWhole = items.length === batch.events.length;
  const most = atMost(circumstances.most, {
    events: attempt.mostEvents ?? Infinity,
    bytes: attempt.mostBytes ?? Infinity,
  });
  const size = isWhole ? doubled(state.size, most) : atMost(state.size, most);
  return {
    kind: 'settled',
    state: { size, failures: 0, refusal: null, freshStream: null },
    items,
    throughSeq: throughSeq(batch, isWhole, last.seq),
    waitMs: Math.min(attempt.pauseMs ?? 0, LONGEST_WAIT_MS),
  };
}

/**
 * Several events are refused in one go for one of them, most likely: fewer at a time find it. One alone
 * that is refused again and again for the same reason will never be taken and must not hold up the rest.
 */
function afterRefusal(
  refused: { readonly code: string; readonly detail: string },
  batch: Batch,
  state: LineState,
  { now, random }: Circumstances,
): AfterAttempt {
  const [event] = batch.events;
  if (!event || batch.events.length > 1) return { kind: 'smaller', state: smaller(state, batch) };
  const before = state.refusal;
  const isRepeated = before?.seq === event.seq && before.code === refused.code;
  const refusal = isRepeated
    ? { ...before, times: before.times + 1 }
    : { seq: event.seq, code: refused.code, times: 1, firstAt: now };
  if (refusal.times >= REFUSED_TIMES && now - refusal.firstAt >= REFUSED_FOR_MS) {
    return setAside(batch, refused, state);
  }
  return {
    kind: 'failed',
    state: { ...state, size: halved(sizeOf(batch)), failures: state.failures + 1, refusal },
    failure: refused.code === 'rolled-back' ? 'rolled-back' : 'refused-whole',
    waitMs: backOffMs(state.failures, random),
    isWakeable: false,
  };
}

/** The batch's only event is given up for now, so that the others get through; staff can try it again. */
function setAside(
  batch: Batch,
  { code, detail }: { readonly code: string; readonly detail: string },
  state: LineState,
): AfterAttempt {
  const items = batch.events.map(({ seq }) => ({ seq, kind: 'refused' as const, code, detail }));
  return {
    kind: 'settled',
    state: { ...state, failures: 0, refusal: null },
    items,
    throughSeq: throughSeq(batch, true, batch.throughSeq),
    waitMs: 0,
  };
}

function throughSeq(batch: Batch, isWhole: boolean, lastSeq: number): number | null {
  if (batch.kind === 'again') return null;
  return isWhole ? batch.throughSeq : lastSeq;
}

function smaller(state: LineState, batch: Batch): LineState {
  return { ...state, size: halved(sizeOf(batch)) };
}

function sizeOf({ events, bytes }: Batch): BatchSize {
  return { events: events.length, bytes };
}

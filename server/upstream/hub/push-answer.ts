import { PushReply } from '../../../shared/contract/sync-wire.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import type { StoredEvent } from '../../db/events.ts';
import type { Attempt, ItemOutcome } from '../delivery/destination.ts';
import { failed } from '../http/http-attempt.ts';
import { readJson } from '../http/read-json.ts';

/** A hub may slow us down, and not put us to sleep. */
const MOST_PAUSE_MS = 5 * MINUTE_MS;

type ReplyItem = PushReply['items'][number];

/**
 * What an answer to a push says about the events that were sent. An item counts only when its number, id
 * and hash are those of an event in the request, and the answer only when it is for the same stream: a
 * portal's page, a mixed-up proxy or an answer to something else settles nothing.
 */
export function readPushAnswer(
  text: string,
  sent: { readonly stream: string; readonly events: readonly StoredEvent[] },
): Attempt {
  const reply = readJson(text, PushReply);
  if (!reply) return failed('not-understood', 'the answer is not from a hub');
  if (reply.stream !== sent.stream) {
    return failed('not-understood', 'the answer is about another stream');
  }
  const bySeq = new Map(reply.items.map((item) => [item.seq, item]));
  const items = sent.events.flatMap((event) => outcomeOf(event, bySeq.get(event.seq)));
  if (items.length === 0) {
    return failed('not-understood', 'the answer names none of the events that were sent');
  }
  const { mostEvents, mostBytes, pauseMs } = reply.advice;
  return {
    kind: 'answered',
    items,
    mostEvents,
    mostBytes,
    pauseMs: Math.min(pauseMs, MOST_PAUSE_MS),
  };
}

function outcomeOf(event: StoredEvent, item: ReplyItem | undefined): readonly ItemOutcome[] {
  if (!item || item.id !== event.id || item.sha256 !== event.sha256) return [];
  if (item.status !== 'quarantined') {
    return [{ seq: event.seq, kind: 'done', code: '', detail: '' }];
  }
  const code = closedCode(item.code);
  return [{ seq: event.seq, kind: 'quarantined', code, detail: 'kept by the hub without effect' }];
}

/** Staff see it, so free text does not get through. */
function closedCode(code: string | null): string {
  return code !== null && /^[a-z][a-z0-9-]{0,59}$/.test(code) ? code : 'quarantined';
}

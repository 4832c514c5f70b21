import type { HubSettings } from '../../../shared/contract/destination-settings.ts';
import {
  type PushRequest,
  SYNC_VERSION,
  type WireEvent,
} from '../../../shared/contract/sync-wire.ts';
import { SECOND_MS } from '../../../shared/domain/time.ts';
import type { Clock } from '../../clock.ts';
import type { StoredEvent } from '../../db/events.ts';
import type { Attempt, BatchContext, Destination } from '../delivery/destination.ts';
import { attemptHttp } from '../http/http-attempt.ts';
import { hubAddress } from './hub-address.ts';
import { askDigest } from './hub-digest.ts';
import { hubFailure } from './hub-failure.ts';
import { readPushAnswer } from './push-answer.ts';

const MOST_EVENTS = 1_000;
const MOST_BYTES = 512 * 1024;
const DEADLINE_MS = 30 * SECOND_MS;
/** Far above what an answer for the most events is. */
const MOST_ANSWER_BYTES = 1024 * 1024;

/** Foyer's own receiver of many clinics, as an upstream of this one. */
export function createHubDestination(
  settings: HubSettings,
  { now }: { readonly now: Clock['now'] },
): Destination {
  const { id, kind, label } = settings;
  const push = async (events: readonly StoredEvent[], context: BatchContext): Promise<Attempt> => {
    const answer = await attemptHttp({
      url: hubAddress(settings.url, `sync/v1/streams/${context.stream}/events`),
      method: 'POST',
      headers: { authorization: `Bearer ${settings.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(pushRequest(events, context, now())),
      signal: context.signal,
      mostBytes: MOST_ANSWER_BYTES,
    });
    if (answer.kind !== 'answer') return answer;
    if (answer.status !== 200) return hubFailure(answer, now());
    return readPushAnswer(answer.body, { stream: context.stream, events });
  };
  return {
    id,
    kind,
    label,
    wants: () => true,
    mostEvents: MOST_EVENTS,
    mostBytes: MOST_BYTES,
    deadlineMs: DEADLINE_MS,
    deliver: push,
    digest: (range, signal) => askDigest(settings, range, signal),
    close: () => Promise.resolve(),
  };
}

function pushRequest(
  events: readonly StoredEvent[],
  { baseSeq, backlog }: BatchContext,
  sentAt: number,
): PushRequest {
  return { version: SYNC_VERSION, baseSeq, sentAt, backlog, events: events.map(toWire) };
}

function toWire(event: StoredEvent): WireEvent {
  const { seq, id, type, schema, aggregate, occurredAt, sha256, body } = event;
  return { seq, id, type, schema, aggregate, occurredAt, sha256, body };
}

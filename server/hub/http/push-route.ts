import type { FastifyInstance } from 'fastify';
import {
  MOST_BYTES_AT_ONCE,
  MOST_EVENTS_AT_ONCE,
  type PushReply,
  PushRequest,
  StreamId,
  SYNC_VERSION,
} from '../../../shared/contract/sync-wire.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { type JudgedItem, judgeItem } from '../judge-item.ts';
import type { HubParts } from './hub-parts.ts';
import { clinicOf } from './permission.ts';
import { refuse, refuseCaller } from './refusal.ts';

/** `POST /sync/v1/streams/{stream}/events`: takes a batch, and answers only when it is committed. */
export function pushRoute(app: FastifyInstance, parts: HubParts): void {
  app.post<{ Params: { stream: string } }>(
    '/sync/v1/streams/:stream/events',
    async (request, reply) => {
      const clinic = clinicOf(request, reply, parts);
      if (!clinic) return reply;
      const { stream } = request.params;
      if (!StreamId.safeParse(stream).success) {
        return refuse(reply, 'invalid-request', 'the stream must be a UUID');
      }
      if (countOf(request.body) > MOST_EVENTS_AT_ONCE) {
        return refuse(reply, 'too-large', `at most ${MOST_EVENTS_AT_ONCE} events at once`);
      }
      const pushed = PushRequest.safeParse(request.body);
      if (!pushed.success) {
        return refuse(reply, 'invalid-request', `wrong: ${placesOf(pushed.error.issues)}`);
      }
      const { baseSeq, backlog, events } = pushed.data;
      const items = judgeAll(events, parts.dayOf(clinic));
      if (typeof items === 'string') return refuse(reply, 'invalid-request', items);
      const receivedAt = parts.now();
      const outcome = await parts.store.push({
        clinicId: clinic.id,
        stream: stream.toLowerCase(),
        baseSeq,
        backlog,
        receivedAt,
        items,
      });
      if (outcome.kind === 'of-another-clinic') {
        return refuseCaller(reply, 403, 'this stream belongs to another clinic');
      }
      if (outcome.kind === 'rolled-back') {
        const { seq } = outcome;
        parts.logger.warn({ clinic: clinic.id, stream, seq }, 'a log was set back');
        return refuse(reply, 'stream-rollback', `number ${seq} is bound to another event`);
      }
      return {
        version: SYNC_VERSION,
        stream,
        receivedAt,
        items: [...outcome.statuses],
        advice: { mostEvents: MOST_EVENTS_AT_ONCE, mostBytes: MOST_BYTES_AT_ONCE, pauseMs: 0 },
      } satisfies PushReply;
    },
  );
}

/** Every item judged, or what is wrong with the request as a whole. */
function judgeAll(
  events: readonly unknown[],
  dayOf: (at: EpochMs) => string,
): readonly JudgedItem[] | string {
  const items: JudgedItem[] = [];
  const seqs = new Set<number>();
  const ids = new Set<string>();
  for (const [index, raw] of events.entries()) {
    const item = judgeItem(raw, dayOf);
    if (!item) return `events[${index}]: its seq or id cannot be read`;
    items.push(item);
    seqs.add(item.seq);
    ids.add(item.id);
  }
  if (seqs.size < items.length) return 'events: the same seq twice';
  if (ids.size < items.length) return 'events: the same id twice';
  return items;
}

function countOf(body: unknown): number {
  const isListed = typeof body === 'object' && body !== null && 'events' in body;
  return isListed && Array.isArray(body.events) ? body.events.length : 0;
}

/** Names of fields only, never what was in them. */
function placesOf(issues: readonly { readonly path: readonly PropertyKey[] }[]): string {
  const known: ReadonlySet<PropertyKey> = new Set(Object.keys(PushRequest.shape));
  const names = issues.map(({ path: [field = ''] }) =>
    known.has(field) ? String(field) : 'the request',
  );
  return [...new Set(names)].join(', ');
}

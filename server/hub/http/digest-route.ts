import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Digest, StreamId, SYNC_VERSION } from '../../../shared/contract/sync-wire.ts';
import type { HubParts } from './hub-parts.ts';
import { clinicOf } from './permission.ts';
import { refuse, refuseCaller } from './refusal.ts';

/** More at once would keep others waiting. */
const MOST_NUMBERS = 100_000;

const Asked = z.object({
  stream: StreamId,
  from: z.coerce.number().int().min(1),
  to: z.coerce.number().int().min(1),
});

/** `GET /sync/v1/streams/{stream}/digest?from=&to=`: what is held of these numbers. */
export function digestRoute(app: FastifyInstance, parts: HubParts): void {
  app.get<{ Params: { stream: string } }>(
    '/sync/v1/streams/:stream/digest',
    async (request, reply) => {
      const clinic = clinicOf(request, reply, parts);
      if (!clinic) return reply;
      const asked = Asked.safeParse({ ...Object(request.query), ...request.params });
      if (!asked.success || asked.data.to - asked.data.from >= MOST_NUMBERS) {
        const message = `the stream must be a UUID, from and to numbers from 1, at most ${MOST_NUMBERS} apart`;
        return refuse(reply, 'invalid-request', message);
      }
      const { stream, from, to } = asked.data;
      await parts.store.heard(clinic.id, parts.now());
      const held = await parts.store.held(clinic.id, stream.toLowerCase(), { from, to });
      if (!held) return refuseCaller(reply, 403, 'this stream belongs to another clinic');
      return { version: SYNC_VERSION, stream, ...held } satisfies Digest;
    },
  );
}

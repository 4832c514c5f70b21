import type { FastifyReply } from 'fastify';
import type { SyncRefusal } from '../../../shared/contract/sync-wire.ts';

const STATUS = {
  'invalid-request': 400,
  'not-found': 404,
  'stream-rollback': 409,
  'too-large': 413,
  busy: 503,
} as const;

const RETRY_AFTER_SECONDS = 5;

/** Answers "no" as the contract says it. `message` is for whoever looks into it, and holds no data. */
export function refuse(
  reply: FastifyReply,
  error: Exclude<SyncRefusal['error'], 'not-allowed'>,
  message: string,
): FastifyReply {
  if (error === 'busy') reply.header('retry-after', RETRY_AFTER_SECONDS);
  return reply.code(STATUS[error]).send({ error, message } satisfies SyncRefusal);
}

/** 401: nobody knows this token. 403: it is known, but not for this. */
export function refuseCaller(
  reply: FastifyReply,
  status: 401 | 403,
  message: string,
): FastifyReply {
  return reply.code(status).send({ error: 'not-allowed', message } satisfies SyncRefusal);
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HubClinicSetting } from '../hub-file.ts';
import type { HubParts } from './hub-parts.ts';
import { refuseCaller } from './refusal.ts';

/** The clinic whose token came with a request; when there is none, null and the answer is given. */
export function clinicOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { findCaller }: Pick<HubParts, 'findCaller'>,
): HubClinicSetting | null {
  const caller = findCaller(request.headers.authorization);
  if (caller?.kind === 'clinic') return caller.clinic;
  if (caller) refuseCaller(reply, 403, 'only clinics may do this');
  else refuseCaller(reply, 401, 'no token, or one that is not known here');
  return null;
}

/** Whether the sender may see reports, or change things as an administrator; if not, it is told so. */
export function mayDo(
  action: 'see' | 'change',
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { findCaller }: Pick<HubParts, 'findCaller'>,
): boolean {
  const caller = findCaller(headers.authorization);
  if (caller?.kind === 'admin' || (caller?.kind === 'viewer' && action === 'see')) return true;
  if (caller) refuseCaller(reply, 403, 'this token may not do this');
  else refuseCaller(reply, 401, 'no token, or one that is not known here');
  return false;
}

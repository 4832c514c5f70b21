import { hash } from 'node:crypto';
import type { HubClinicSetting, HubFile } from './hub-file.ts';

/** Who a token stands for. */
export type Caller =
  | { readonly kind: 'clinic'; readonly clinic: HubClinicSetting }
  | { readonly kind: 'viewer' }
  | { readonly kind: 'admin' };

/** Finds who sends a request by its `Authorization` header; null when nobody we know. */
export type FindCaller = (authorization: string | undefined) => Caller | null;

export function createFindCaller(hub: HubFile): FindCaller {
  // By their hashes: how long a look-up takes says nothing about a token.
  const callers = new Map<string, Caller>([
    [hash('sha256', hub.viewerToken), { kind: 'viewer' }],
    [hash('sha256', hub.adminToken), { kind: 'admin' }],
    ...hub.clinics.map(
      (clinic) => [hash('sha256', clinic.token), { kind: 'clinic', clinic }] as const,
    ),
  ]);
  return (authorization) => {
    const token = /^Bearer (\S{1,400})$/i.exec(authorization ?? '')?.[1];
    return token === undefined ? null : (callers.get(hash('sha256', token)) ?? null);
  };
}

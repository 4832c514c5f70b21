import { z } from 'zod';
import { failed } from '../http/http-attempt.ts';
import type { FhirClient, Stopped } from './fhir-client.ts';
import { FhirResource, identifierValues } from './fhir-resource.ts';

const SearchSet = z.looseObject({
  resourceType: z.literal('Bundle'),
  total: z.number().optional(),
  entry: z.array(z.looseObject({ resource: FhirResource.optional() })).optional(),
});

export type FoundByIdentifier =
  | { readonly kind: 'found'; readonly resource: FhirResource }
  | { readonly kind: 'none' }
  | { readonly kind: 'several' }
  | Stopped;

/** Looks for the one resource of a type that carries an identifier of ours. */
export async function findByIdentifier(
  client: FhirClient,
  wanted: { readonly type: string; readonly system: string; readonly value: string },
  signal: AbortSignal,
): Promise<FoundByIdentifier> {
  const token = encodeURIComponent(`${wanted.system}|${wanted.value}`);
  const path = `${wanted.type}?identifier=${token}`;
  const reply = await client.request({ method: 'GET', path }, signal);
  if (reply.kind === 'stopped') return reply;
  if (reply.kind === 'refused') return stopped(reply.detail);
  const bundle = SearchSet.safeParse(reply.resource);
  if (!bundle.success) return stopped('the answer to a search is no Bundle');
  const found = (bundle.data.entry ?? [])
    .map(({ resource }) => resource)
    .filter((resource) => resource?.resourceType === wanted.type);
  const ours = found.filter(
    (resource) => resource && identifierValues(resource, wanted.system).includes(wanted.value),
  );
  // A server that does not know the parameter lists everything; then "none" would be a guess.
  if (ours.length < found.length) return stopped(`${wanted.type} cannot be searched by identifier`);
  if (ours.length > 1 || (bundle.data.total ?? 0) > 1) return { kind: 'several' };
  const [resource] = ours;
  return resource ? { kind: 'found', resource } : { kind: 'none' };
}

function stopped(detail: string): Stopped {
  const attempt =
    detail.startsWith('HTTP') || detail.includes('cannot be searched')
      ? ({ kind: 'misconfigured', detail } as const)
      : failed('not-understood', detail);
  return { kind: 'stopped', attempt, isOpen: false };
}

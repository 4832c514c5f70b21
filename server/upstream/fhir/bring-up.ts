import { failed } from '../http/http-attempt.ts';
import type { FhirClient, FhirReply, Stopped } from './fhir-client.ts';
import { type FhirResource, isFhirId, referencedId } from './fhir-resource.ts';
import { findByIdentifier } from './find-by-identifier.ts';
import { hasSameContent } from './same-content.ts';
import type { MadeResources } from './made-resources.ts';
import { type Quarantined, quarantined, type StepOutcome } from './step-outcome.ts';

/** A resource that is ours to make and to keep as the clinic's own state says. */
export type OwnResource = {
  readonly type: 'Encounter' | 'QuestionnaireResponse';
  /** Also its id upstream, where the server lets us choose. */
  readonly localId: string;
  readonly identifier: { readonly system: string; readonly value: string };
  readonly fresh: Readonly<Record<string, unknown>>;
  /**
   * What the server's present copy must become. `isOurs` when nobody has written to it since we did, so
   * that a step taken back here may be taken back there.
   */
  readonly merged: (present: FhirResource, isOurs: boolean) => Merged;
};

export type Merged = { readonly kind: 'merged'; readonly resource: FhirResource } | Quarantined;

export type BringUpPlace = {
  readonly client: FhirClient;
  readonly made: MadeResources;
  readonly updateCreates: ReadonlySet<string>;
  /** How long a request of the process before this one may still be running there; 0: none can. */
  readonly unsettledMs: () => number;
  /** By local id: what we last wrote and never learned the end of. */
  readonly unanswered: Map<string, FhirResource>;
  readonly signal: AbortSignal;
};

const MOST_TRIES = 5;

type Present = { readonly resource: FhirResource; readonly version: string | null };
type Looked = { readonly kind: 'present'; readonly present: Present } | { readonly kind: 'absent' };
type NextStep = StepOutcome | Looked;

/**
 * Makes one resource, exactly one, or brings it to what it should be. May be repeated at any time: it
 * looks before it makes, and after a request with an unknown end it lets that settle first, because
 * servers do not keep two conditional creates apart.
 */
export async function bringUp(own: OwnResource, place: BringUpPlace): Promise<StepOutcome> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const looked = await look(own, place);
    const next = looked.kind === 'absent' ? await create(own, place) : looked;
    if (next.kind === 'present') {
      const updated = await update(own, next.present, place);
      if (updated.kind !== 'absent') return updated.kind === 'present' ? { kind: 'done' } : updated;
    } else if (next.kind !== 'absent') {
      return next;
    }
  }
  return quarantined('version-conflict', `${own.type}: changed by others at every try`);
}

/** Whether it is there, by the id we know, by the id we would choose, or by its identifier. */
async function look(own: OwnResource, place: BringUpPlace): Promise<NextStep> {
  const made = place.made.find(own.type, own.localId);
  if (made?.kind === 'made') {
    const byId = await read(own, made.upstreamId, place);
    if (byId.kind !== 'absent') return byId;
    // Gone with a restore of theirs, or never there under this id.
    place.made.remove(own.type, own.localId);
    return search(own, place);
  }
  const isBegun = made?.kind === 'begun';
  const unsettledMs = isBegun ? place.unsettledMs() : 0;
  if (unsettledMs > 0) return settling(unsettledMs);
  if (place.updateCreates.has(own.type)) {
    const byOurId = await read(own, own.localId, place);
    if (byOurId.kind !== 'absent') return byOurId;
  }
  return isBegun ? search(own, place) : { kind: 'absent' };
}

async function read(own: OwnResource, id: string, place: BringUpPlace): Promise<NextStep> {
  const path = `${own.type}/${id}`;
  const reply = await place.client.request({ method: 'GET', path }, place.signal);
  if (reply.kind === 'stopped') return reply;
  if (reply.kind === 'done') return presentOf(own, reply);
  if (reply.status === 404) return { kind: 'absent' };
  if (reply.status === 410) return quarantined('deleted-upstream', `${own.type}: ${reply.detail}`);
  return quarantined('rejected', `${own.type}: ${reply.detail}`);
}

async function search(own: OwnResource, place: BringUpPlace): Promise<NextStep> {
  const wanted = { type: own.type, ...own.identifier };
  const found = await findByIdentifier(place.client, wanted, place.signal);
  if (found.kind === 'stopped') return found;
  if (found.kind === 'several') return quarantined('multiple-matches', own.type);
  if (found.kind === 'none') return { kind: 'absent' };
  const version = found.resource.meta?.versionId ?? null;
  return { kind: 'present', present: { resource: found.resource, version } };
}

async function create(own: OwnResource, place: BringUpPlace): Promise<NextStep> {
  const mayChooseId = place.updateCreates.has(own.type);
  place.made.begin(own.type, own.localId);
  const reply = await place.client.request(
    mayChooseId ? putRequest(own) : conditionalCreate(own),
    place.signal,
  );
  if (reply.kind === 'stopped') {
    if (!reply.isOpen) place.made.remove(own.type, own.localId);
    return reply;
  }
  if (reply.kind === 'refused') return refusedCreate(own, reply, place);
  return created(own, reply, place);
}

function conditionalCreate({ type, fresh, identifier }: OwnResource) {
  const token = encodeURIComponent(`${identifier.system}|${identifier.value}`);
  const headers = { 'if-none-exist': `identifier=${token}` };
  return { method: 'POST', path: type, headers, body: fresh } as const;
}

function putRequest({ type, localId, fresh }: OwnResource) {
  // Servers that know the header also refuse a copy of this request that arrives late.
  const headers = { 'if-none-match': '*' };
  const body = { ...fresh, id: localId };
  return { method: 'PUT', path: `${type}/${localId}`, headers, body } as const;
}

async function created(
  own: OwnResource,
  reply: Extract<FhirReply, { readonly kind: 'done' }>,
  place: BringUpPlace,
): Promise<NextStep> {
  const id = reply.resource?.id ?? referencedId(own.type, reply.location ?? undefined);
  if (id === null || !isFhirId(id)) return search(own, place);
  // 200 to a conditional create: it was there before, in whatever state.
  if (reply.status === 200 && !place.updateCreates.has(own.type)) return read(own, id, place);
  place.made.put(own.type, own.localId, id, reply.version);
  return { kind: 'done' };
}

/** A definite no: nothing was made. */
async function refusedCreate(
  own: OwnResource,
  reply: Extract<FhirReply, { readonly kind: 'refused' }>,
  place: BringUpPlace,
): Promise<NextStep> {
  const { status, detail } = reply;
  place.made.remove(own.type, own.localId);
  // Somebody else is making it, has made it, or there are several: only looking tells.
  if (status === 409 || status === 412) return search(own, place);
  // The server has no such resource at all, so nothing is wrong with this one.
  if (status === 404) return stoppedBySettings(`${own.type}: ${detail}`);
  return quarantined('rejected', `${own.type}: ${detail}`);
}

/** Writes what is different. `absent`: others were quicker, look again. */
async function update(own: OwnResource, present: Present, place: BringUpPlace): Promise<NextStep> {
  const { id } = present.resource;
  if (id === undefined || !isFhirId(id)) return stoppedByAnswer(`${own.type} without an id`);
  const next = own.merged(present.resource, isLastWrittenByUs(own, present, place));
  if (next.kind === 'quarantined') return next;
  if (hasSameContent(next.resource, present.resource)) {
    place.made.put(own.type, own.localId, id, present.version);
    return { kind: 'done' };
  }
  const headers = present.version === null ? {} : { 'if-match': `W/"${present.version}"` };
  const request = {
    method: 'PUT',
    path: `${own.type}/${id}`,
    headers,
    body: next.resource,
  } as const;
  const reply = await place.client.request(request, place.signal);
  if (reply.kind === 'stopped') {
    if (reply.isOpen) place.unanswered.set(own.localId, next.resource);
    return reply;
  }
  if (reply.kind === 'done') {
    place.unanswered.delete(own.localId);
    place.made.put(own.type, own.localId, id, reply.version);
    return { kind: 'done' };
  }
  if (reply.status === 409 || reply.status === 412) return { kind: 'absent' };
  if (reply.status === 404 || reply.status === 410) {
    return quarantined('deleted-upstream', `${own.type}: ${reply.detail}`);
  }
  return quarantined('rejected', `${own.type}: ${reply.detail}`);
}

/** By the version we were told, or because it is just what we sent when no answer came. */
function isLastWrittenByUs(own: OwnResource, present: Present, place: BringUpPlace): boolean {
  const sent = place.unanswered.get(own.localId);
  if (sent) {
    const { meta: _sentMeta, ...sentContent } = sent;
    const { meta: _presentMeta, ...content } = present.resource;
    if (hasSameContent(sentContent, content)) return true;
  }
  const made = place.made.find(own.type, own.localId);
  return made?.kind === 'made' && made.version !== null && made.version === present.version;
}

function presentOf(
  own: OwnResource,
  { resource, version }: Extract<FhirReply, { readonly kind: 'done' }>,
): NextStep {
  if (resource?.resourceType !== own.type) return stoppedByAnswer(`no ${own.type} was answered`);
  return { kind: 'present', present: { resource, version } };
}

function settling(afterMs: number): Stopped {
  const detail = 'an earlier request may still be running there';
  return { kind: 'stopped', attempt: failed('busy', detail, afterMs), isOpen: false };
}

function stoppedByAnswer(detail: string): Stopped {
  return { kind: 'stopped', attempt: failed('not-understood', detail), isOpen: false };
}

function stoppedBySettings(detail: string): Stopped {
  return { kind: 'stopped', attempt: { kind: 'misconfigured', detail }, isOpen: false };
}

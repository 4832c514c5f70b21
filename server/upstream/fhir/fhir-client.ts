import { SECOND_MS, type EpochMs } from '../../../shared/domain/time.ts';
import {
  attemptHttp,
  type FailedAttempt,
  failed,
  failureOf,
  type HttpAnswer,
} from '../http/http-attempt.ts';
import { readJson } from '../http/read-json.ts';
import type { Authorization } from './authorization.ts';
import { FhirResource } from './fhir-resource.ts';
import { outcomeWords } from './operation-outcome.ts';

const FHIR_JSON = 'application/fhir+json';
const MOST_BYTES = 32 * 1024 * 1024;
/** No single answer is waited for longer, so that one that hangs leaves time for others. */
const REQUEST_MS = 15 * SECOND_MS;
/** About what was asked for, in FHIR's own words; the sender can do something about it. */
const ABOUT_THE_REQUEST = new Set([400, 404, 409, 410, 412, 413, 422]);

export type FhirReply =
  | {
      readonly kind: 'done';
      readonly status: number;
      /** Null when the server answered without a body, as it may after a write. */
      readonly resource: FhirResource | null;
      /** For `If-Match`, or null when the server keeps no versions. */
      readonly version: string | null;
      readonly location: string | null;
      readonly serverAt: EpochMs | null;
    }
  /** The server understood and says no to this one request. */
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  | Stopped;

/** No use in going on for now. */
export type Stopped = {
  readonly kind: 'stopped';
  readonly attempt: FailedAttempt;
  /** Whether the request may have been carried out all the same, or still will be. */
  readonly isOpen: boolean;
};

export type FhirRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Relative to the base, such as "Encounter/17", or a whole address of the same server. */
  readonly path: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

export type FhirClient = ReturnType<typeof createFhirClient>;

type Parts = {
  readonly base: URL;
  readonly authorization: Authorization;
  readonly now: () => EpochMs;
  readonly requestMs?: number;
};

/** Speaks to one FHIR server. Never rejects for what the server or the line does. */
export function createFhirClient({ base, authorization, now, requestMs = REQUEST_MS }: Parts) {
  const send = async (request: FhirRequest, signal: AbortSignal): Promise<HttpAnswer | Stopped> => {
    const allowed = await authorization.header(signal);
    if (allowed.kind !== 'header') return { kind: 'stopped', attempt: allowed, isOpen: false };
    const answer = await attemptHttp({
      url: addressOf(base, request.path),
      method: request.method,
      headers: headersOf(request, allowed.value),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestMs)]),
      mostBytes: MOST_BYTES,
    });
    if (answer.kind === 'answer') return answer;
    // Before the connection stood, nothing can have been carried out.
    const isOpen = isWrite(request) && answer.failure !== 'unreachable';
    return { kind: 'stopped', attempt: answer, isOpen };
  };
  let writes = 0;
  return {
    base,
    /** How many writes the server has taken. */
    writes: (): number => writes,
    /** Sends a request; once more with a new token when the server no longer accepts ours. */
    request: async (request: FhirRequest, signal: AbortSignal): Promise<FhirReply> => {
      let answer = await send(request, signal);
      if (answer.kind === 'answer' && answer.status === 401 && authorization.renew()) {
        answer = await send(request, signal);
      }
      if (answer.kind !== 'answer') return answer;
      const reply = replyOf(answer, isWrite(request), now());
      if (reply.kind === 'done' && isWrite(request)) writes += 1;
      return reply;
    },
  };
}

function isWrite({ method }: FhirRequest): boolean {
  return method !== 'GET';
}

function addressOf(base: URL, path: string | URL): URL {
  return path instanceof URL ? path : new URL(`${base.href.replace(/\/$/, '')}/${path}`);
}

function headersOf(request: FhirRequest, authorization: string | null): Record<string, string> {
  return {
    accept: FHIR_JSON,
    ...(request.body === undefined ? {} : { 'content-type': FHIR_JSON }),
    ...(request.method === 'GET'
      ? { 'cache-control': 'no-cache' }
      : { prefer: 'return=representation' }),
    ...(authorization === null ? {} : { authorization }),
    ...request.headers,
  };
}

function replyOf(answer: HttpAnswer, wasWrite: boolean, now: EpochMs): FhirReply {
  if (answer.status >= 200 && answer.status < 300) return doneOf(answer, wasWrite);
  const words = outcomeWords(answer.body);
  // A proxy's own "not found" page says nothing about the resource.
  if (ABOUT_THE_REQUEST.has(answer.status) && (words !== null || answer.body.trim() === '')) {
    const detail = `HTTP ${answer.status}${words ? `: ${words}` : ''}`;
    return { kind: 'refused', status: answer.status, detail };
  }
  const isOpen = wasWrite && (answer.status >= 500 || answer.status === 408);
  return { kind: 'stopped', attempt: stoppedBy(answer, now), isOpen };
}

function stoppedBy(answer: HttpAnswer, now: EpochMs): FailedAttempt {
  const attempt = failureOf(answer, now);
  // Not in FHIR's words, so somebody in between said it, and not about what we sent.
  if (attempt.kind === 'refused-whole' || attempt.kind === 'too-large') {
    return failed('not-understood', attempt.detail);
  }
  return attempt;
}

function doneOf(answer: HttpAnswer, wasWrite: boolean): FhirReply {
  const resource = readJson(answer.body, FhirResource);
  const isEmpty = answer.body.trim() === '';
  if (!resource && !(wasWrite && isEmpty)) {
    const attempt = failed('not-understood', `HTTP ${answer.status} without a resource`);
    return { kind: 'stopped', attempt, isOpen: wasWrite };
  }
  // After a write a server may answer with an OperationOutcome in place of the resource.
  const isOutcome = wasWrite && resource?.resourceType === 'OperationOutcome';
  return {
    kind: 'done',
    status: answer.status,
    resource: isOutcome ? null : resource,
    version: versionOf(answer, isOutcome ? null : resource),
    location: answer.headers.get('location'),
    serverAt: answer.serverAt,
  };
}

function versionOf(answer: HttpAnswer, resource: FhirResource | null): string | null {
  const etag = answer.headers.get('etag')?.match(/^(?:W\/)?"([^"]{1,200})"$/)?.[1];
  return resource?.meta?.versionId ?? etag ?? null;
}

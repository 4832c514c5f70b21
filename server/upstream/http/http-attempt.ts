import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Attempt } from '../delivery/destination.ts';
import { httpDate } from './http-date.ts';
import { readBody } from './read-body.ts';
import { retryAfterMs } from './retry-after.ts';

/** What is asked of the other side. */
export type HttpRequest = {
  readonly url: URL;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the request, whatever it is waiting for, and closes its connection. */
  readonly signal: AbortSignal;
  /** A longer answer is not read to its end: it is not what was asked for. */
  readonly mostBytes: number;
};

/** A whole answer of any status, redirects included: none is followed. */
export type HttpAnswer = {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** What the other side's clock says, to the second, or null when it does not tell. */
  readonly serverAt: EpochMs | null;
};

/** An attempt that delivered nothing. */
export type FailedAttempt = Exclude<Attempt, { readonly kind: 'answered' }>;
/** The line or the other side is down. */
export type LineFailure = Extract<Attempt, { readonly kind: 'failed' }>;

/** Before a connection was there; all later errors leave open whether the request was carried out. */
const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/;

/**
 * Sends one request and reads its whole answer. Never rejects for what the line or the other side does:
 * an answer that is cut, too long or not text is 'not-understood', all others that did not come whole are
 * 'unreachable' or 'no-answer'.
 */
export async function attemptHttp(request: HttpRequest): Promise<HttpAnswer | LineFailure> {
  const { url, method, headers, body, signal } = request;
  let response: Response;
  try {
    // A redirect would carry the token to wherever a hotel's or a guest network's portal points.
    response = await fetch(url, {
      method,
      headers,
      signal,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
  } catch (error) {
    return networkFailure(error, signal);
  }
  const read = await readBody(response, request.mostBytes);
  if (read.kind !== 'text')
    return signal.aborted ? noAnswer() : failed('not-understood', read.kind);
  return {
    kind: 'answer',
    status: response.status,
    headers: response.headers,
    body: read.text,
    serverAt: httpDate(response.headers.get('date')),
  };
}

/** What an answer of an upstream with this status comes to, when the connector knows no better. */
export function failureOf(answer: HttpAnswer, now: EpochMs): FailedAttempt {
  const detail = `HTTP ${answer.status}`;
  switch (answer.status) {
    case 401:
    case 403:
      return { kind: 'not-allowed', detail };
    case 413:
      return { kind: 'too-large', detail };
    case 400:
    case 422:
      return { kind: 'refused-whole', code: `http-${answer.status}`, detail };
    case 408:
    case 425:
    case 429:
    case 503:
      return failed('busy', detail, retryAfterOf(answer, now));
    case 501:
      return { kind: 'misconfigured', detail };
    default:
      return failureOfClass(answer, now);
  }
}

function failureOfClass(answer: HttpAnswer, now: EpochMs): FailedAttempt {
  const detail = `HTTP ${answer.status}`;
  if (answer.status >= 500) return failed('server-error', detail, retryAfterOf(answer, now));
  // For good: the address in the settings is no longer right. For now: somebody's portal is in between.
  if (answer.status === 301 || answer.status === 308) return { kind: 'misconfigured', detail };
  if (answer.status < 400) return failed('not-understood', detail);
  // A conflict is about what we sent, and only the connector knows what it means there.
  if (answer.status === 409 || answer.status === 412) return failed('not-understood', detail);
  return { kind: 'misconfigured', detail };
}

/** The floor that an answer sets under the next attempt, or null. */
export function retryAfterOf(answer: HttpAnswer, now: EpochMs): number | null {
  return retryAfterMs(answer.headers.get('retry-after'), answer.serverAt ?? now);
}

/** A failure that is waited out. `detail` is for IT and never holds what a patient said or is called. */
export function failed(
  failure: LineFailure['failure'],
  detail: string,
  afterMs: number | null = null,
): LineFailure {
  return { kind: 'failed', failure, retryAfterMs: afterMs, detail };
}

function networkFailure(error: unknown, signal: AbortSignal): LineFailure {
  if (signal.aborted) return noAnswer();
  const code = codeOf(error);
  return failed(NEVER_CONNECTED.test(code) ? 'unreachable' : 'no-answer', code);
}

function noAnswer(): LineFailure {
  return failed('no-answer', 'no answer in time');
}

/** The system's own code of what went wrong: messages may hold addresses. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (typeof cause !== 'object' || cause === null) return 'connection failed';
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return 'connection failed';
}

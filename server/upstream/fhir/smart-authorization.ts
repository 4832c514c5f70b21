import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { importJWK, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { FhirSettings } from '../../../shared/contract/destination-settings.ts';
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';
import {
  attemptHttp,
  type FailedAttempt,
  failed,
  failureOf,
  type HttpAnswer,
} from '../http/http-attempt.ts';
import { readJson } from '../http/read-json.ts';
import type { Authorization } from './authorization.ts';

export type SmartSettings = Extract<FhirSettings['auth'], { readonly kind: 'smart' }>;

/** SMART Backend Services allow at most five minutes. */
const ASSERTION_MS = 4 * MINUTE_MS;
/** A clock that differs by less than this is not what an assertion was refused for. */
const CLOCK_TOLERANCE_MS = 5 * SECOND_MS;
/** A token is renewed this long before it ends: a request may take that long. */
const RENEW_BEFORE_MS = 30 * SECOND_MS;
const DEFAULT_LIFE_SECONDS = 300;
const MOST_BYTES = 256 * 1024;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const Configuration = z.looseObject({ token_endpoint: z.url({ protocol: /^https?$/ }) });
const Token = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.number().positive().optional(),
});
const TokenError = z.looseObject({ error: z.string().regex(/^[a-z_]{1,40}$/) });
const PrivateKey = z.looseObject({
  kty: z.string(),
  kid: z.string().min(1),
  alg: z.enum(['ES384', 'RS384']),
  d: z.string().min(1),
});

type Parts = {
  readonly base: URL;
  readonly now: () => EpochMs;
  /** Goes on evenly when the wall clock is set. */
  readonly monotonicMs: () => number;
};

/**
 * Tokens by SMART Backend Services (client_credentials with private_key_jwt), kept until shortly before
 * they end. A wrong clock of ours is corrected by the server's own date, and the token asked for again.
 */
export function createSmartAuthorization(settings: SmartSettings, parts: Parts): Authorization {
  let token: { readonly value: string; readonly untilMs: number } | null = null;
  let tokenUrl = settings.tokenUrl ?? null;
  let clockOffsetMs = 0;

  const findTokenUrl = async (signal: AbortSignal): Promise<string | FailedAttempt> => {
    if (tokenUrl !== null) return tokenUrl;
    const found = await discoverTokenUrl(parts, signal);
    if (typeof found === 'string') tokenUrl = found;
    return found;
  };

  const ask = async (url: string, signal: AbortSignal): Promise<HttpAnswer | FailedAttempt> => {
    const body = await tokenRequest(settings, url, parts.now() + clockOffsetMs);
    if (typeof body !== 'string') return body;
    return attemptHttp({
      url: new URL(url),
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body,
      signal,
      mostBytes: MOST_BYTES,
    });
  };

  const askWithRightClock = async (
    url: string,
    signal: AbortSignal,
  ): Promise<HttpAnswer | FailedAttempt> => {
    const first = await ask(url, signal);
    if (first.kind !== 'answer' || first.status < 400 || first.serverAt === null) return first;
    const offsetMs = first.serverAt - parts.now();
    if (Math.abs(offsetMs - clockOffsetMs) < CLOCK_TOLERANCE_MS) return first;
    clockOffsetMs = offsetMs;
    return ask(url, signal);
  };

  return {
    header: async (signal) => {
      if (token !== null && parts.monotonicMs() < token.untilMs) return headerOf(token.value);
      const url = await findTokenUrl(signal);
      if (typeof url !== 'string') return url;
      const answer = await askWithRightClock(url, signal);
      if (answer.kind !== 'answer') return answer;
      const granted = answer.status === 200 ? readJson(answer.body, Token) : null;
      if (!granted) return tokenFailure(answer, parts.now());
      const lifeMs = (granted.expires_in ?? DEFAULT_LIFE_SECONDS) * SECOND_MS;
      const keptMs = Math.max(lifeMs - RENEW_BEFORE_MS, lifeMs / 2);
      token = { value: granted.access_token, untilMs: parts.monotonicMs() + keptMs };
      return headerOf(token.value);
    },
    renew: () => {
      token = null;
      return true;
    },
  };
}

function headerOf(token: string) {
  return { kind: 'header', value: `Bearer ${token}` } as const;
}

async function discoverTokenUrl(
  { base, now }: Parts,
  signal: AbortSignal,
): Promise<string | FailedAttempt> {
  const answer = await attemptHttp({
    url: new URL(`${base.href.replace(/\/$/, '')}/.well-known/smart-configuration`),
    method: 'GET',
    headers: { accept: 'application/json' },
    signal,
    mostBytes: MOST_BYTES,
  });
  if (answer.kind !== 'answer') return answer;
  if (answer.status !== 200) return failureOf(answer, now());
  const configuration = readJson(answer.body, Configuration);
  if (!configuration) return failed('not-understood', 'smart-configuration: not as expected');
  const url = new URL(configuration.token_endpoint);
  // The token would cross a network in the clear because somebody answered for the server.
  if (url.protocol !== 'https:' && !LOOPBACK.has(url.hostname)) {
    return { kind: 'misconfigured', detail: 'smart-configuration: token_endpoint is not https' };
  }
  return url.href;
}

/** The form that asks for a token, signed, or why our own key cannot sign it. */
async function tokenRequest(
  { keyFile, clientId, scopes }: SmartSettings,
  tokenUrl: string,
  at: EpochMs,
): Promise<string | FailedAttempt> {
  const jwk = await readKey(keyFile);
  if (!jwk) {
    return {
      kind: 'misconfigured',
      detail: 'the key file is not a private JWK with kid and alg ES384 or RS384',
    };
  }
  const issuedSeconds = Math.floor(at / SECOND_MS);
  try {
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: jwk.alg, kid: jwk.kid, typ: 'JWT' })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(tokenUrl)
      .setJti(randomUUID())
      .setIssuedAt(issuedSeconds)
      .setExpirationTime(issuedSeconds + ASSERTION_MS / SECOND_MS)
      .sign(await importJWK(jwk, jwk.alg));
    return new URLSearchParams({
      grant_type: 'client_credentials',
      scope: scopes,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }).toString();
  } catch {
    return { kind: 'misconfigured', detail: 'the key file does not fit its alg' };
  }
}

/** Read anew for each token, so that a key can be changed while the server runs. */
async function readKey(file: string): Promise<(JWK & z.output<typeof PrivateKey>) | null> {
  try {
    return readJson(await readFile(file, 'utf8'), PrivateKey);
  } catch {
    return null;
  }
}

function tokenFailure(answer: HttpAnswer, now: EpochMs): FailedAttempt {
  if (answer.status === 200) return failed('not-understood', 'token: not as expected');
  const error = readJson(answer.body, TokenError)?.error;
  const isRefusal = answer.status === 400 || answer.status === 401 || answer.status === 403;
  if (isRefusal)
    return { kind: 'not-allowed', detail: `token: ${error ?? `HTTP ${answer.status}`}` };
  return failureOf(answer, now);
}

import { createHash, randomUUID } from 'node:crypto';
import pino from 'pino';
import { type HubSettings, type RunningHub, startHub } from '../../server/hub/start-hub.ts';
import type { WireAppointment, WireEvent } from '../../shared/contract/sync-wire.ts';

/** A Saturday at ten in the morning, in both clinics' winter time. */
export const HUB_NOW = Date.UTC(2026, 10, 21, 10, 0);
const MINUTE = 60_000;

export const HUB_TOKENS = {
  north: 'north-token-for-the-tests-1',
  south: 'south-token-for-the-tests-1',
  viewer: 'viewer-token-for-the-tests-1',
  admin: 'admin-token-for-the-tests-12',
} as const;

export const HUB_FILE = {
  clinics: [
    { id: 'north', name: 'North Clinic', token: HUB_TOKENS.north, timeZone: 'Europe/London' },
    { id: 'south', name: 'South Clinic', token: HUB_TOKENS.south, timeZone: 'Asia/Tokyo' },
  ],
  viewerToken: HUB_TOKENS.viewer,
  adminToken: HUB_TOKENS.admin,
};

export type TestHub = RunningHub & { readonly setNow: (at: number) => void };

/** The real hub on a free port, with a clock of its own. */
export async function runHub(storage: HubSettings['storage']): Promise<TestHub> {
  let now = HUB_NOW;
  const hub = await startHub({
    hub: HUB_FILE,
    storage,
    host: '127.0.0.1',
    port: 0,
    logger: pino({ level: 'silent' }),
    clock: { now: () => now },
  });
  return {
    ...hub,
    setNow: (at) => {
      now = at;
    },
  };
}

/** An event that fits; `change` makes it another, and its hash is of the body it ends up with. */
export function wireEvent(change: Partial<WireEvent> = {}): WireEvent {
  const body = change.body ?? JSON.stringify({ entryId: randomUUID(), serviceId: 'doctor' });
  return {
    seq: 1,
    id: randomUUID(),
    type: 'visit.checked-in',
    schema: 1,
    aggregate: `visit:${randomUUID()}`,
    occurredAt: HUB_NOW - 10 * MINUTE,
    sha256: createHash('sha256').update(body).digest('hex'),
    ...change,
    body,
  };
}

/** So many events that follow one another from `from` on. */
export function wireEvents(count: number, from = 1): readonly WireEvent[] {
  return Array.from({ length: count }, (_, index) => wireEvent({ seq: from + index }));
}

/** What happened to somebody, a number apart: steps of the log and the minute each was taken. */
export function visitEvents(
  from: number,
  ...steps: readonly (readonly [type: string, minute: number, body?: object])[]
): readonly WireEvent[] {
  const visitId = randomUUID();
  const entryId = randomUUID();
  return steps.map(([type, minute, body], index) =>
    wireEvent({
      seq: from + index,
      type,
      aggregate: `visit:${visitId}`,
      occurredAt: HUB_NOW + minute * MINUTE,
      body: JSON.stringify({ entryId, ...body }),
    }),
  );
}

export function wireAppointment(change: Partial<WireAppointment> = {}): WireAppointment {
  return {
    ref: 'A1',
    day: '2026-11-21',
    startAt: HUB_NOW,
    serviceId: 'doctor',
    providerId: null,
    firstName: 'Ada',
    lastName: 'Byron',
    dateOfBirth: '1980-02-29',
    status: 'booked',
    ...change,
  };
}

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the answer; a test says what it expects of it. */
  readonly body: Readonly<Record<string, unknown>>;
};

type Asking = {
  readonly token?: string | null;
  readonly method?: string;
  readonly json?: unknown;
};

/** Asks a hub for something as whoever has this token; a clinic's by default. */
export async function ask(url: string, path: string, asking: Asking = {}): Promise<Answer> {
  const { token = HUB_TOKENS.north, method = 'GET', json } = asking;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(json === undefined ? {} : { body: typeof json === 'string' ? json : JSON.stringify(json) }),
  });
  // True because every route of the hub that a test asks answers with an object.
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body };
}

type Pushing = Asking & { readonly backlog?: number };

/** Sends events as a clinic does. */
export async function push(
  url: string,
  stream: string,
  events: readonly unknown[],
  pushing: Pushing = {},
): Promise<Answer> {
  const { backlog = 0, ...asking } = pushing;
  return ask(url, `/sync/v1/streams/${stream}/events`, {
    ...asking,
    method: 'POST',
    json: { version: 1, baseSeq: 1, sentAt: HUB_NOW, backlog, events },
  });
}

/** The statuses of the items of a reply, in order. */
export function statusesOf({ body }: Answer): unknown {
  return Array.isArray(body['items'])
    ? body['items'].map((item: unknown) => Object(item).status)
    : body;
}

/** The digest of these events, as their sender works it out. */
export function digestOf(events: readonly WireEvent[]): string {
  const lines = events.map(({ seq, id, sha256 }) => `${seq}|${id}|${sha256}\n`).join('');
  return createHash('sha256').update(lines).digest('hex');
}

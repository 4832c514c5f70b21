import { hash } from 'node:crypto';
import type { StoredEvent } from '../../server/db/events.ts';
import type { Attempt, BatchContext } from '../../server/upstream/delivery/destination.ts';
import { createHubDestination } from '../../server/upstream/hub/hub-destination.ts';
import type { HubSettings } from '../../shared/contract/destination-settings.ts';
import { TEN_O_CLOCK } from './running-clinic.ts';

export const STREAM = '7b0d4d0e-6a0f-4c68-9d2c-0f7f0f0c1a11';
export const HUB_TOKEN = 'a-token-of-the-clinic-for-the-hub';

export function checkedIn(seq: number): StoredEvent {
  const body = `{"visit":"v${seq}"}`;
  return {
    seq,
    id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
    type: 'visit.checked-in',
    schema: 1,
    aggregate: `visit:v${seq}`,
    occurredAt: TEN_O_CLOCK,
    body,
    sha256: hash('sha256', body),
  };
}

export const TWO_EVENTS = [checkedIn(41), checkedIn(42)];

/** A hub at this address, as a clinic's file names it. */
export function hubSettings(url: string, change: Partial<HubSettings> = {}): HubSettings {
  return { kind: 'hub', id: 'hub', label: 'Hub', url, token: HUB_TOKEN, ...change };
}

/** Makes one attempt to deliver the two events to a hub. */
export function deliverTwo(url: string, context: Partial<BatchContext> = {}): Promise<Attempt> {
  const destination = createHubDestination(hubSettings(url), { now: () => TEN_O_CLOCK });
  return destination.deliver(TWO_EVENTS, {
    stream: STREAM,
    baseSeq: 1,
    backlog: 7,
    signal: new AbortController().signal,
    ...context,
  });
}

export function itemFor({ seq, id, sha256 }: StoredEvent) {
  return { seq, id, sha256, status: 'accepted', code: null };
}

/** What a hub says that took both. */
export function pushReply(change: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    version: 1,
    stream: STREAM,
    receivedAt: TEN_O_CLOCK,
    items: TWO_EVENTS.map(itemFor),
    advice: { mostEvents: 300, mostBytes: 65_536, pauseMs: 20 },
    ...change,
  });
}

import { type PushRequest, SYNC_VERSION } from '../../shared/contract/sync-wire.ts';
import type { StoredEvent } from '../../server/db/events.ts';

type NaiveLine = {
  readonly url: string;
  readonly stream: string;
  readonly atOnce: number;
  /** After so many refusals in a row it is clear that it will go on like this for ever. */
  readonly mostTries: number;
};

/**
 * A sender as one writes it at first: it sends a batch until that is taken, whatever the answer says.
 * Gives how many events were delivered.
 */
export async function sendNaively(
  events: readonly StoredEvent[],
  { url, stream, atOnce, mostTries }: NaiveLine,
): Promise<number> {
  let delivered = 0;
  for (let tries = 0; delivered < events.length && tries < mostTries;) {
    const batch = events.slice(delivered, delivered + atOnce);
    const request: PushRequest = {
      version: SYNC_VERSION,
      baseSeq: 1,
      sentAt: Date.now(),
      backlog: events.length - delivered,
      events: batch,
    };
    const response = await fetch(`${url}/sync/v1/streams/${stream}/events`, {
      method: 'POST',
      body: JSON.stringify(request),
    });
    await response.text();
    tries = response.ok ? 0 : tries + 1;
    if (response.ok) delivered += batch.length;
  }
  return delivered;
}

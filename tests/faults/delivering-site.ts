import { setTimeout as passTime } from 'node:timers/promises';
import pino from 'pino';
import { type Db, openDatabase } from '../../server/db/open-database.ts';
import { createStores, type Stores } from '../../server/db/stores.ts';
import { type Delivery, startDelivery } from '../../server/upstream/delivery/delivery-engine.ts';
import type { Destination } from '../../server/upstream/delivery/destination.ts';
import type { Timing } from '../../server/upstream/delivery/timing.ts';
import { createHubDestination } from '../../server/upstream/hub/hub-destination.ts';
import { type Reconciled, reconcile } from '../../server/upstream/reconcile/reconcile.ts';

export const SITE_TOKEN = 'token-of-the-site-under-faults';
const DESTINATION = 'hub';
const POLL_MS = 5;

export type DeliveringSite = {
  readonly db: Db;
  readonly stores: Stores;
  readonly delivery: Delivery;
  /** So many people touch a face. */
  readonly happen: (count: number) => void;
  readonly throughSeq: () => number;
  /** Waits until all is delivered or set aside; false when that is not so after `limitMs`. */
  readonly untilDelivered: (limitMs: number) => Promise<boolean>;
  readonly reconcile: () => Promise<Reconciled>;
  readonly close: () => Promise<void>;
};

type SiteChoice = {
  readonly folder: string;
  /** Of the hub, or of what stands in front of it. */
  readonly url: string;
  readonly timing: Timing;
  readonly change?: Partial<Destination>;
};

/** A clinic's database with its real delivery to a hub; what happens in it is that people touch faces. */
export function openDeliveringSite({ folder, url, timing, change }: SiteChoice): DeliveringSite {
  const db = openDatabase(folder);
  const stores = createStores(db);
  const hub = createHubDestination(
    { kind: 'hub', id: DESTINATION, label: 'Hub', url, token: SITE_TOKEN },
    { now: timing.wallNow },
  );
  const delivery = startDelivery({
    destinations: [{ ...hub, ...change }],
    stores,
    timing,
    logger: pino({ level: 'silent' }),
    onChanged: () => {},
  });
  const throughSeq = (): number => stores.deliveries.progress(DESTINATION)?.throughSeq ?? 0;
  const isDelivered = (): boolean =>
    throughSeq() === (stores.events.last()?.seq ?? 0) &&
    stores.deliveries.asideCounts(DESTINATION).again === 0;
  return {
    db,
    stores,
    delivery,
    throughSeq,
    happen: (count) => {
      giveAnswers(stores, count, timing.wallNow());
      delivery.wake();
    },
    untilDelivered: async (limitMs) => {
      const until = performance.now() + limitMs;
      while (!isDelivered() && performance.now() < until) await passTime(POLL_MS);
      return isDelivered();
    },
    reconcile: async () => {
      const { id, wants, digest } = hub;
      if (!digest) throw new Error('A hub can always be compared with');
      const { signal } = new AbortController();
      return reconcile({ id, wants, digest }, { db, stores, now: timing.wallNow, signal });
    },
    close: async () => {
      await delivery.close();
      db.close();
    },
  };
}

function giveAnswers({ events }: Stores, count: number, now: number): void {
  const first = (events.last()?.seq ?? 0) + 1;
  for (let number = first; number < first + count; number += 1) {
    events.append({
      type: 'feedback.given',
      aggregate: `answer:a${number}`,
      occurredAt: now,
      body: { score: number % 5, leftOut: null },
    });
  }
}

import { type Db, openMemoryDatabase } from '../../server/db/open-database.ts';
import { createStores, type Stores } from '../../server/db/stores.ts';
import { BEGINS_AT } from './simulated-timing.ts';

export type EventLog = { readonly db: Db; readonly stores: Stores };

/** A database in memory with so many events of a visit. */
export function eventLog(count = 0): EventLog {
  const db = openMemoryDatabase();
  const stores = createStores(db);
  appendEvents(stores, count);
  return { db, stores };
}

type Change = {
  readonly type?: string;
  readonly at?: number;
  readonly aggregate?: string;
  readonly body?: Readonly<Record<string, unknown>>;
};

/** Appends `count` events, a second apart. */
export function appendEvents(
  { events }: Pick<Stores, 'events'>,
  count: number,
  change: Change = {},
) {
  for (let number = 0; number < count; number += 1) {
    events.append({
      type: change.type ?? 'visit.checked-in',
      aggregate: change.aggregate ?? 'visit:v1',
      occurredAt: (change.at ?? BEGINS_AT) + number * 1000,
      body: change.body ?? { visitId: 'v1', number },
    });
  }
}

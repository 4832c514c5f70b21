import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../../../server/app.ts';
import { backlogEvents } from '../backlog-events.ts';

const LOOK_EVERY_MS = 5;

/** Puts events into the log as if the line had been down for days, and has the line noticed. */
export function addBacklog({ bus, db, stores }: App, count: number): void {
  const events = backlogEvents(count, Date.now());
  db.transaction(() => {
    for (const { type, aggregate, occurredAt, body } of events) {
      // True because the events were made with bodies of JSON objects.
      const content = JSON.parse(body) as Readonly<Record<string, unknown>>;
      stores.events.append({ type, aggregate, occurredAt, body: content });
    }
  })();
  // Not the days that the backlog took to come about: its pages must not be copied during the measurement.
  db.pragma('wal_checkpoint(TRUNCATE)');
  bus.tick();
}

/** Resolves once every event that is in the log now is delivered. */
export async function delivered({ stores }: App): Promise<void> {
  const last = stores.events.last()?.seq ?? 0;
  const isThere = (): boolean =>
    stores.deliveries.all().every(({ throughSeq }) => throughSeq >= last);
  while (!isThere()) await sleep(LOOK_EVERY_MS);
}

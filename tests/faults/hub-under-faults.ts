import path from 'node:path';
import Database from 'better-sqlite3';
import pino from 'pino';
import { startHub } from '../../server/hub/start-hub.ts';
import { SITE_TOKEN } from './delivering-site.ts';

export type HubUnderFaults = {
  readonly url: string;
  /** The ids of the events it holds with their effect. */
  readonly heldIds: () => ReadonlySet<string>;
  /** The exact text of what it keeps without effect, by id. */
  readonly quarantined: () => ReadonlyMap<string, string>;
  /** Its disk loses these and every trace of them. */
  readonly lose: (ids: readonly string[]) => void;
  readonly close: () => Promise<void>;
};

type IdRow = { readonly id: string };
type QuarantinedRow = { readonly id: string; readonly raw: string };

/** The real hub with a database of its own in `folder`, and a way to look into that from outside. */
export async function startHubUnderFaults(folder: string): Promise<HubUnderFaults> {
  const hub = await startHub({
    hub: {
      clinics: [{ id: 'site', name: 'Site', token: SITE_TOKEN, timeZone: 'UTC' }],
      viewerToken: 'token-of-a-viewer-under-faults',
      adminToken: 'token-of-an-admin-under-faults',
    },
    storage: { folder },
    host: '127.0.0.1',
    port: 0,
    logger: pino({ level: 'silent' }),
  });
  const db = new Database(path.join(folder, 'hub.db'));
  const held = db.prepare<[], IdRow>(
    'SELECT event.event_id AS id FROM event JOIN fact USING (event_id)',
  );
  const kept = db.prepare<[], QuarantinedRow>('SELECT event_id AS id, raw FROM quarantined_event');
  return {
    url: hub.url,
    heldIds: () => new Set(held.all().map(({ id }) => id)),
    quarantined: () => new Map(kept.all().map(({ id, raw }) => [id, raw])),
    lose: (ids) => {
      for (const table of ['fact', 'event', 'event_key']) {
        const lose = db.prepare(`DELETE FROM ${table} WHERE event_id = ?`);
        for (const id of ids) lose.run(id);
      }
    },
    close: async () => {
      db.close();
      await hub.close();
    },
  };
}

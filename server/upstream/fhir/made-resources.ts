import type { Db } from '../../db/open-database.ts';

/** What we made at a destination for something of ours. */
export type MadeResource =
  /** We began to make it and never learned how that ended: it may be there, or still come to be. */
  | { readonly kind: 'begun' }
  | {
      readonly kind: 'made';
      readonly upstreamId: string;
      /** The version of our own last write, or null when the server keeps none. */
      readonly version: string | null;
    };

export type MadeResources = ReturnType<typeof createMadeResources>;

/** The resources that one destination holds for us, kept from before they are first asked for. */
export function createMadeResources(db: Db, destinationId: string) {
  const find = db.prepare<
    [string, string, string],
    { readonly upstream_id: string; readonly version: string | null }
  >(
    `SELECT upstream_id, version FROM upstream_resource
     WHERE destination_id = ? AND type = ? AND local_id = ?`,
  );
  const put = db.prepare(
    `INSERT INTO upstream_resource (destination_id, type, local_id, upstream_id, version)
     VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET upstream_id = excluded.upstream_id, version = excluded.version`,
  );
  const remove = db.prepare(
    'DELETE FROM upstream_resource WHERE destination_id = ? AND type = ? AND local_id = ?',
  );
  return {
    find: (type: string, localId: string): MadeResource | null => {
      const row = find.get(destinationId, type, localId);
      if (!row) return null;
      if (row.upstream_id === '') return { kind: 'begun' };
      return { kind: 'made', upstreamId: row.upstream_id, version: row.version };
    },
    /** To be called before it is asked for, so that a kill in between is known of afterwards. */
    begin: (type: string, localId: string): void => {
      put.run(destinationId, type, localId, '', null);
    },
    put: (type: string, localId: string, upstreamId: string, version: string | null): void => {
      put.run(destinationId, type, localId, upstreamId, version);
    },
    /** It is certain that it is not there. */
    remove: (type: string, localId: string): void => {
      remove.run(destinationId, type, localId);
    },
  };
}

import { useSyncExternalStore } from 'preact/compat';
import type { Role } from '../../shared/contract/commands.ts';
import type { SnapshotFor } from '../../shared/contract/snapshots.ts';
import type { Connection, Link } from './connection.ts';

export function useSnapshot<R extends Role>(connection: Connection<R>): SnapshotFor<R> | null {
  return useSyncExternalStore(connection.subscribe, connection.getSnapshot);
}

export function useLink<R extends Role>(connection: Connection<R>): Link {
  return useSyncExternalStore(connection.subscribe, connection.getLink);
}

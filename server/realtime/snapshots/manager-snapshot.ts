import type { ManagerSnapshot } from '../../../shared/contract/snapshots.ts';
import type { Content } from '../audience.ts';
import { common, type SnapshotSource } from './snapshot-source.ts';

/** Tells a manager's page that there is something newer to read. */
export function managerSnapshot(source: SnapshotSource): Content<ManagerSnapshot> {
  return {
    ...common(source),
    shortName: source.clinic.shortName,
    today: source.day.day,
    lastEventSeq: source.stores.events.last()?.seq ?? 0,
  };
}

import type { DeskEntry, DeskStation } from '../../shared/contract/snapshots.ts';
import { isFor } from './entry-filter.ts';

/** How calling this person to this station stands: in turn, or why a reason or another room is needed. */
type CallKind = 'in-turn' | 'out-of-turn' | 'not-here';

export function callKind(entry: DeskEntry, station: DeskStation): CallKind {
  if (!canCallTo(station, entry)) return 'not-here';
  return station.nextEntryId === entry.entryId ? 'in-turn' : 'out-of-turn';
}

/** The open stations that may see this person. */
export function stationsFor(
  entry: DeskEntry,
  stations: readonly DeskStation[],
): readonly DeskStation[] {
  return stations.filter((station) => canCallTo(station, entry));
}

/** The patient a station is calling now: it calls one at a time. */
export function calledTo(station: DeskStation, entries: readonly DeskEntry[]): DeskEntry | null {
  return (
    entries.find((entry) => entry.status === 'called' && entry.stationId === station.stationId) ??
    null
  );
}

/** Those inside a station now; the next may be called while the last is still there. */
export function insideOf(
  station: DeskStation,
  entries: readonly DeskEntry[],
): readonly DeskEntry[] {
  return entries.filter(
    (entry) => entry.status === 'in-service' && entry.stationId === station.stationId,
  );
}

function canCallTo(station: DeskStation, entry: DeskEntry): boolean {
  return station.status === 'open' && isFor(station, entry);
}

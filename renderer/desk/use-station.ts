import { useState } from 'preact/compat';
import type { DeskSnapshot, DeskStation } from '../../shared/contract/snapshots.ts';

const KEY = 'foyer.desk-station';
/** A front desk that calls nobody to itself. */
export const NO_STATION = '';

/** The station this desk calls to: chosen here and remembered, or what its settings say. */
export function useStation(snapshot: DeskSnapshot): {
  readonly station: DeskStation | null;
  readonly choose: (stationId: string) => void;
} {
  const [chosenId, setChosenId] = useState(() => localStorage.getItem(KEY));
  const find = (id: string | null): DeskStation | undefined =>
    snapshot.stations.find((station) => station.stationId === id);
  const choose = (stationId: string): void => {
    localStorage.setItem(KEY, stationId);
    setChosenId(stationId);
  };
  if (chosenId === NO_STATION) return { station: null, choose };
  const station = find(chosenId) ?? find(snapshot.homeStationId) ?? forVisitors(snapshot);
  return { station: station ?? null, choose };
}

/** A demonstration's desk has no settings: whoever looks at it should see a room at work. */
function forVisitors({ isDemonstration, stations }: DeskSnapshot): DeskStation | undefined {
  return isDemonstration ? stations.find((station) => station.status === 'open') : undefined;
}

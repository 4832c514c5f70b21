import type { RecordedEvent } from '../../../../shared/domain/waits/recorded/recorded-event.ts';

type Step = { readonly from: readonly string[]; readonly to: string };

const OF_VISITS: Partial<Record<RecordedEvent['type'], Step>> = {
  booked: { from: ['new'], to: 'booked' },
  'checked-in': { from: ['new', 'booked', 'done'], to: 'waiting' },
  called: { from: ['waiting'], to: 'inside' },
  finished: { from: ['inside'], to: 'done' },
  held: { from: ['waiting'], to: 'held' },
  resumed: { from: ['held'], to: 'waiting' },
  left: { from: ['waiting', 'held'], to: 'left' },
};

const OF_STATIONS: Partial<Record<RecordedEvent['type'], Step>> = {
  'station-opened': { from: ['new'], to: 'open' },
  called: { from: ['open', 'with a patient'], to: 'with a patient' },
  finished: { from: ['with a patient'], to: 'open' },
  'station-paused': { from: ['open', 'with a patient'], to: 'paused' },
  'station-resumed': { from: ['paused'], to: 'open' },
  'station-closed': { from: ['open', 'with a patient'], to: 'closed' },
};

/**
 * The events of a day that no clinic could have: somebody called who does not wait, a station that
 * calls while it is paused, and so on. Where `everyEndIsTapped`, a station calls nobody and does not
 * pause before its patient's end. Those still waiting at the end of the day count as its last event.
 */
export function impossibleSteps(
  events: readonly RecordedEvent[],
  { everyEndIsTapped }: { readonly everyEndIsTapped: boolean },
): readonly RecordedEvent[] {
  const visits = new Map<string, string>();
  const stations = new Map<string, string>();
  const stationOf = new Map<string, string>();
  const impossible = events.filter((event) => {
    if ('visit' in event && 'station' in event) stationOf.set(event.visit, event.station);
    const visit = 'visit' in event ? event.visit : null;
    const station = 'station' in event ? event.station : stationOf.get(visit ?? '');
    const wasBusy = stations.get(station ?? '') === 'with a patient';
    const startsAnew = event.type !== 'finished' && OF_STATIONS[event.type] !== undefined;
    const isTooSoon = everyEndIsTapped && wasBusy && startsAnew;
    const isPossibleForVisit = step(visits, visit, OF_VISITS[event.type]);
    return (
      !step(stations, station ?? null, OF_STATIONS[event.type]) || !isPossibleForVisit || isTooSoon
    );
  });
  const stillThere = [...visits.values()].some(
    (status) => status === 'waiting' || status === 'held',
  );
  return stillThere ? [...impossible, ...events.slice(-1)] : impossible;
}

function step(statuses: Map<string, string>, id: string | null, wanted: Step | undefined): boolean {
  if (id === null || !wanted) return true;
  const isPossible = wanted.from.includes(statuses.get(id) ?? 'new');
  statuses.set(id, wanted.to);
  return isPossible;
}

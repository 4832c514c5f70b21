import type { StationState } from '../../queue-entry.ts';
import type { EpochMs } from '../../time.ts';
import type { StationRecord } from './day-record.ts';
import type { RecordedEvent } from './recorded-event.ts';
import type { SceneStation } from '../wait-scene.ts';

type StationEvent = Extract<RecordedEvent, { readonly station: string }>;
type Of<T extends StationEvent['type']> = Extract<StationEvent, { readonly type: T }>;

type Station = {
  /** `freeSinceAt` is the last time it became free, whether or not somebody is there now. */
  readonly record: StationRecord;
  /** Somebody said what it serves today; else it is known by its calls alone. */
  readonly isDeclared: boolean;
  /** Whether the one before was seen to the end there: only then what follows is a turnover. */
  readonly hasSeenOut: boolean;
};

type FreeStation = Pick<Station, 'hasSeenOut'> & Pick<StationRecord, 'freeSinceAt'>;

/** The stations of one day, as opening, closing, pauses, notices and calls tell of them. */
export class RecordedStations {
  readonly #stations = new Map<string, Station>();
  readonly #servicesBefore: ReadonlyMap<string, readonly string[]>;

  /** `before`: of the day before, for what a station serves that nobody opens. */
  constructor(before: RecordedStations | null) {
    this.#servicesBefore = before?.services() ?? new Map();
  }

  services(): ReadonlyMap<string, readonly string[]> {
    const today = [...this.#stations.values()].map(
      ({ record }) => [record.stationId, record.serviceIds] as const,
    );
    return new Map([...this.#servicesBefore, ...today]);
  }

  servicesOf(stationId: string): readonly string[] {
    const today = this.#stations.get(stationId)?.record.serviceIds;
    return today ?? this.#servicesBefore.get(stationId) ?? [];
  }

  /** Returns whether it fits with what is known of the station; what does not changes nothing. */
  take(event: Exclude<StationEvent, { readonly visit: string }>): boolean {
    if (event.type === 'station-opened') return this.#open(event);
    if (event.type === 'notice') return this.#notice(event);
    const station = this.#stations.get(event.station);
    if (!station || station.record.status === 'closed') return false;
    if (event.type === 'station-paused') this.#pause(station, event);
    else if (event.type === 'station-closed') this.#close(station, event.at);
    else if (station.record.status !== 'paused') return false;
    else this.#change(station, opened(station.record, event.at));
    return true;
  }

  /**
   * The station as it is at a call. One that nobody opened, or that was paused, is open by it: nobody
   * calls from a closed room.
   */
  openForCall({ station: id, provider, at }: Of<'called'>, serviceId: string): StationState {
    const known = this.#stations.get(id) ?? this.#neverOpened(id);
    const { serviceIds } = known.record;
    const isServed = known.isDeclared || serviceIds.includes(serviceId);
    const isOpen = known.record.status === 'open';
    const record = {
      ...(isOpen ? known.record : { ...known.record, ...opened(known.record, at) }),
      serviceIds: isServed ? serviceIds : [...serviceIds, serviceId],
      providerId: provider ?? known.record.providerId,
    };
    this.#stations.set(id, { ...known, record });
    return stateOf(record);
  }

  /** How long it has been free, and whether after somebody who was seen to the end. */
  freeStation(stationId: string): FreeStation {
    const { record, hasSeenOut } = this.#known(stationId);
    return { freeSinceAt: record.freeSinceAt, hasSeenOut };
  }

  /** What staff said about being late is spent by the next call. Returns what takes that back. */
  spendNotice(stationId: string): () => void {
    const station = this.#known(stationId);
    const { notice } = station.record;
    this.#change(station, { notice: null });
    return () => {
      const now = this.#known(stationId);
      this.#change(now, { notice: now.record.notice ?? notice });
    };
  }

  /** The one who was called there is gone. Returns what takes it back. */
  free(stationId: string, at: EpochMs, hasSeenOut: boolean): () => void {
    const before = this.#known(stationId);
    const freed = { ...before, record: { ...before.record, freeSinceAt: at }, hasSeenOut };
    this.#stations.set(stationId, freed);
    return () => {
      const now = this.#known(stationId);
      if (now.record.freeSinceAt !== at) return;
      const record = { ...now.record, freeSinceAt: before.record.freeSinceAt };
      this.#stations.set(stationId, { ...now, record, hasSeenOut: before.hasSeenOut });
    };
  }

  /** `busy`: the ids of those where somebody is called or inside. */
  records(busy: ReadonlySet<string>): readonly StationRecord[] {
    return [...this.#stations.values()].map(({ record }) =>
      busy.has(record.stationId) ? { ...record, freeSinceAt: null } : record,
    );
  }

  scene(busy: ReadonlySet<string>): readonly SceneStation[] {
    return this.records(busy).map((record) => ({
      ...stateOf(record),
      freeSinceAt: record.freeSinceAt,
    }));
  }

  #open({ station: id, services, provider, at }: Of<'station-opened'>): boolean {
    const providerId = provider ?? null;
    const { record, hasSeenOut } = this.#stations.get(id) ?? this.#neverOpened(id);
    const isSame = record.status === 'open' && record.providerId === providerId;
    const change = isSame ? {} : opened(record, at);
    this.#stations.set(id, {
      record: { ...record, ...change, serviceIds: services, providerId },
      isDeclared: true,
      hasSeenOut,
    });
    return true;
  }

  #pause(station: Station, event: Of<'station-paused'>): void {
    const { at } = event;
    const untilAt = event.untilAt ?? null;
    const { pauses, status, sinceAt } = station.record;
    const last = pauses.at(-1);
    const isLonger = status === 'paused' && last !== undefined;
    const pause = isLonger ? { ...last, untilAt } : { fromAt: at, untilAt, endedAt: null };
    this.#change(station, {
      status: 'paused',
      sinceAt: isLonger ? sinceAt : at,
      untilAt,
      pauses: [...(isLonger ? pauses.slice(0, -1) : pauses), pause],
    });
  }

  #close(station: Station, at: EpochMs): void {
    const { record } = station;
    this.#change(station, {
      ...endOfPause(record, at),
      status: 'closed',
      providerId: null,
      sinceAt: at,
      untilAt: null,
      closedAt: at,
    });
  }

  /** Also of a station that is not open yet: its provider will be late. */
  #notice({ station: id, at, minutes }: Of<'notice'>): boolean {
    const station = this.#stations.get(id) ?? this.#neverOpened(id);
    this.#change(station, { notice: { at, minutes } });
    return true;
  }

  #neverOpened(stationId: string): Station {
    const record: StationRecord = {
      stationId,
      serviceIds: this.#servicesBefore.get(stationId) ?? [],
      status: 'closed',
      providerId: null,
      sinceAt: 0,
      untilAt: null,
      openedAt: null,
      closedAt: null,
      pauses: [],
      freeSinceAt: null,
      notice: null,
    };
    return { record, isDeclared: false, hasSeenOut: false };
  }

  #known(stationId: string): Station {
    return this.#stations.get(stationId) ?? this.#neverOpened(stationId);
  }

  #change(station: Station, change: Partial<StationRecord>): void {
    const record = { ...station.record, ...change };
    this.#stations.set(record.stationId, { ...station, record });
  }
}

function opened(record: StationRecord, at: EpochMs): Partial<StationRecord> {
  return {
    ...endOfPause(record, at),
    status: 'open',
    sinceAt: at,
    untilAt: null,
    openedAt: record.openedAt ?? at,
    closedAt: null,
  };
}

function endOfPause({ status, pauses }: StationRecord, at: EpochMs): Partial<StationRecord> {
  const last = pauses.at(-1);
  if (status !== 'paused' || !last) return {};
  return { pauses: [...pauses.slice(0, -1), { ...last, endedAt: at }] };
}

function stateOf(record: StationRecord): StationState {
  const { stationId, serviceIds, status, providerId, sinceAt, untilAt } = record;
  return { stationId, areaId: '', serviceIds, status, providerId, sinceAt, untilAt };
}

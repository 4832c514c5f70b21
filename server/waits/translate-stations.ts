import type { RecordedFact } from '../../shared/domain/waits/recorded/recorded-event.ts';
import type { StoredEvent } from '../db/events.ts';
import type { StationBody } from './event-bodies.ts';

type Station = {
  readonly status: 'open' | 'paused' | 'closed';
  readonly providerId: string | null;
  readonly untilAt: number | null;
};

const CLOSED: Station = { status: 'closed', providerId: null, untilAt: null };

/**
 * Stations in the clinic's log. The server leaves one as it was at night; a recorded day begins with all
 * of them closed, so those that were left open are opened again by the first visit of the day.
 */
export class StationTranslator {
  readonly #services: Map<string, readonly string[]>;
  readonly #stations = new Map<string, Station>();
  readonly #toldOf = new Map<string, readonly string[]>();
  #isDayBegun = true;

  constructor(
    stations: readonly { readonly id: string; readonly serviceIds: readonly string[] }[],
  ) {
    this.#services = new Map(stations.map(({ id, serviceIds }) => [id, serviceIds]));
  }

  beginDay(): void {
    this.#isDayBegun = false;
    this.#toldOf.clear();
  }

  providerAt(stationId: string): string | null {
    return this.#stations.get(stationId)?.providerId ?? null;
  }

  /** A call shows what its station serves, where no file says it. */
  serves(stationId: string, serviceId: string): void {
    const known = this.#services.get(stationId) ?? [];
    if (!known.includes(serviceId)) this.#services.set(stationId, [...known, serviceId]);
  }

  /** What was left open since the day before. */
  leftOpen(): readonly RecordedFact[] {
    if (this.#isDayBegun) return [];
    this.#isDayBegun = true;
    return [...this.#stations].flatMap(([id, station]) => {
      if (station.status === 'closed') return [];
      const opened = this.#opened(id, station.providerId);
      return station.status === 'paused' ? [...opened, paused(id, station.untilAt)] : opened;
    });
  }

  take(body: StationBody, { aggregate }: StoredEvent): readonly RecordedFact[] {
    const id = aggregate.slice(aggregate.indexOf(':') + 1);
    if (body.type === 'notice.shown') return this.#notice(id, body);
    if (body.type === 'notice.cleared') return this.#noticeCleared(id);
    const before = this.#stations.get(id) ?? CLOSED;
    const leftOpen = this.leftOpen();
    return [...leftOpen, ...this.#turn(id, before, body)];
  }

  #turn(
    station: string,
    before: Station,
    body: Extract<StationBody, { readonly type: `station.${string}` }>,
  ): readonly RecordedFact[] {
    if (body.type === 'station.closed') {
      this.#stations.set(station, CLOSED);
      return before.status === 'closed' ? [] : [{ type: 'station-closed', station }];
    }
    if (body.type === 'station.paused') {
      const { untilAt } = body;
      this.#stations.set(station, { ...before, status: 'paused', untilAt });
      return [paused(station, untilAt)];
    }
    const { providerId } = body;
    this.#stations.set(station, { status: 'open', providerId, untilAt: null });
    const isBack = before.status === 'paused' && before.providerId === providerId;
    return isBack ? [{ type: 'station-resumed', station }] : this.#opened(station, providerId);
  }

  /** Without a file, one that has never called anybody is opened by its first call. */
  #opened(station: string, providerId: string | null): readonly RecordedFact[] {
    const services = this.#services.get(station);
    if (!services) return [];
    const provider = providerId === null ? {} : { provider: providerId };
    return [{ type: 'station-opened', station, services, ...provider }];
  }

  /** One for the whole clinic is one for every station that is not closed. */
  #notice(
    noticeId: string,
    { stationId, minutes }: Extract<StationBody, { readonly type: 'notice.shown' }>,
  ): readonly RecordedFact[] {
    const notClosed = [...this.#stations].filter(([, { status }]) => status !== 'closed');
    const stations = stationId === null ? notClosed.map(([id]) => id) : [stationId];
    this.#toldOf.set(noticeId, stations);
    return stations.map((station) => ({ type: 'notice', station, minutes }));
  }

  #noticeCleared(noticeId: string): readonly RecordedFact[] {
    const stations = this.#toldOf.get(noticeId) ?? [];
    this.#toldOf.delete(noticeId);
    return stations.map((station) => ({ type: 'notice', station, minutes: 0 }));
  }
}

function paused(station: string, untilAt: number | null): RecordedFact {
  return { type: 'station-paused', station, ...(untilAt === null ? {} : { untilAt }) };
}

import type { RecordedEvent } from '../../shared/domain/waits/recorded/recorded-event.ts';
import { dayNumberOf } from '../../shared/domain/waits/recorded/recorded-settings.ts';
import type { StoredEvent } from '../db/events.ts';

export type BookedEvent = Extract<RecordedEvent, { readonly type: 'booked' }>;

/** How a station was left, as the log has it. */
export type StationStep = Pick<StoredEvent, 'type' | 'aggregate' | 'body'>;

/** All that one day of the log leaves to those after it. Plain JSON. */
export type LeftOver = {
  /** Booked for later days, in the order in which they were booked first. */
  readonly booked: readonly BookedEvent[];
  /** What brings the stations that nobody closed to where they are. */
  readonly stations: readonly StationStep[];
};

export const NOTHING_LEFT: LeftOver = { booked: [], stations: [] };

/** Gathers what the days of a log leave to later ones. */
export class LeftOvers {
  readonly #booked: Map<string, BookedEvent>;
  readonly #stations: Map<string, readonly StationStep[]>;

  constructor({ booked, stations }: LeftOver) {
    this.#booked = new Map(booked.map((event) => [event.visit, event]));
    this.#stations = Map.groupBy(stations, ({ aggregate }) => aggregate);
  }

  /** An event, and what it means for waits. */
  take(event: StoredEvent, meaning: readonly RecordedEvent[]): void {
    for (const one of meaning) {
      if (one.type === 'booked') this.#booked.set(one.visit, one);
      if (one.type === 'cancelled') this.#booked.delete(one.visit);
    }
    if (event.type.startsWith('station.')) this.#takeOfStation(event);
  }

  /** What is left when a day is over. */
  after(dayNumber: number): LeftOver {
    return {
      booked: [...this.#booked.values()].filter((event) => dayOf(event) > dayNumber),
      stations: [...this.#stations.values()].flat(),
    };
  }

  #takeOfStation({ type, aggregate, body }: StoredEvent): void {
    const step = { type, aggregate, body };
    const open = (this.#stations.get(aggregate) ?? []).filter((one) => one.type === 'station.open');
    if (type === 'station.closed') this.#stations.delete(aggregate);
    else this.#stations.set(aggregate, type === 'station.open' ? [step] : [...open, step]);
  }
}

function dayOf({ startAt, utcOffsetMinutes }: BookedEvent): number {
  return dayNumberOf(startAt, utcOffsetMinutes);
}

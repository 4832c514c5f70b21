import type { EpochMs } from '../../time.ts';
import type { DayRecord, LegRecord } from './day-record.ts';
import { RecordedBookings } from './recorded-bookings.ts';
import type { RecordedEvent, RecordedSettings } from './recorded-event.ts';
import { RecordedQueue, type Undo } from './recorded-queue.ts';
import { queuePolicyOf } from './recorded-settings.ts';
import { RecordedStations } from './recorded-stations.ts';
import type { WaitScene } from '../wait-scene.ts';

type VisitEvent = Extract<RecordedEvent, { readonly visit: string }>;

export type DayStart = {
  readonly dayNumber: number;
  readonly utcOffsetMinutes: number;
  readonly settings: RecordedSettings;
  /** How often the clinic lets somebody be passed over, where its settings do not say. */
  readonly maxOvertakes: number;
  /** The day before this one in the log: what was booked then for later, and how the log is kept. */
  readonly before: RecordedDay | null;
};

/**
 * One day of a clinic while its log is read. Follows the rules of the queue (`queue-order.ts`,
 * `queue-steps.ts`) as far as the log agrees with them. Logs are messy: what repeats, is missing or
 * cannot be never throws; sense is made of it, or it is counted in `oddities` and left out.
 */
export class RecordedDay {
  readonly dayNumber: number;
  readonly #utcOffsetMinutes: number;
  readonly #maxOvertakes: number;
  #settings: RecordedSettings;
  #oddities = 0;
  readonly #queue: RecordedQueue;
  readonly #stations: RecordedStations;
  readonly #bookings: RecordedBookings;
  readonly #steps = new Map<string, Undo[]>();
  #record: DayRecord | null = null;

  constructor({ dayNumber, utcOffsetMinutes, settings, maxOvertakes, before }: DayStart) {
    this.dayNumber = dayNumber;
    this.#utcOffsetMinutes = utcOffsetMinutes;
    this.#settings = settings;
    this.#maxOvertakes = maxOvertakes;
    this.#stations = new RecordedStations(before ? before.#stations : null);
    this.#bookings = new RecordedBookings(dayNumber, before ? before.#bookings : null);
    this.#queue = new RecordedQueue({
      stations: this.#stations,
      bookings: this.#bookings,
      saysStarted: before ? before.#queue.saysStarted : false,
    });
    this.#settle(settings);
  }

  /** How many events did not fit with what was known. */
  get oddities(): number {
    return this.#oddities;
  }

  get settings(): RecordedSettings {
    return this.#settings;
  }

  /** The visit's newest leg: where the patient is now, or was last. */
  latestLegOf(visitId: string): LegRecord | null {
    return this.#queue.legs.latestOf(visitId)?.record ?? null;
  }

  leg(entryId: string): LegRecord | null {
    return this.#queue.legs.get(entryId)?.record ?? null;
  }

  /** When an entry was called for the first time, also when it was put back since. */
  firstCalledAt(entryId: string): EpochMs | null {
    return this.#queue.legs.get(entryId)?.firstCalledAt ?? null;
  }

  /** In time order. Events of another day do not belong here. */
  take(event: RecordedEvent): void {
    this.#record = null;
    if (event.type === 'clinic') this.#settle(event);
    else if ('visit' in event) this.#takeOfVisit(event);
    else {
      if (!this.#stations.take(event)) this.#oddities += 1;
      if (event.type === 'station-closed') this.#queue.endThere(event.station, event.at, 'closing');
    }
  }

  /** The day so far. What comes later does not change it. */
  record(): DayRecord {
    this.#record ??= {
      dayNumber: this.dayNumber,
      utcOffsetMinutes: this.#utcOffsetMinutes,
      settings: this.#settings,
      legs: this.#queue.legs.records(),
      bookings: this.#bookings.records(),
      stations: this.#stations.records(this.#queue.busyStations()),
    };
    return this.#record;
  }

  /** The clinic at `now`, which is not before the last event. */
  scene(now: EpochMs): WaitScene {
    return {
      now,
      entries: this.#queue.entries(),
      stations: this.#stations.scene(this.#queue.busyStations()),
      expected: this.#bookings.expected(),
      policy: this.#queue.policy,
    };
  }

  #settle({ services, policy, breaks, closes }: RecordedSettings): void {
    const closing = closes === undefined ? {} : { closes };
    this.#settings = { services, policy, breaks, ...closing };
    this.#queue.policy = queuePolicyOf(this.#settings, this.#maxOvertakes);
  }

  #takeOfVisit(event: VisitEvent): void {
    const steps = this.#steps.get(event.visit) ?? [];
    this.#steps.set(event.visit, steps);
    const undo = event.type === 'undone' ? steps.pop() : this.#stepOf(event);
    if (!undo) this.#oddities += 1;
    if (event.type === 'undone') undo?.();
    // Undone is what was said last, also when it changed nothing.
    else steps.push(undo ?? changeNothing);
  }

  /** Null when the event does not fit. */
  #stepOf(event: Exclude<VisitEvent, { readonly type: 'undone' }>): Undo | null {
    switch (event.type) {
      case 'booked': {
        const here = this.#queue.legs.get(event.visit);
        return this.#bookings.book(event, here?.record.queuedAt ?? null);
      }
      case 'cancelled':
        return this.#bookings.cancel(event.visit, event.at);
      case 'checked-in':
        return this.#queue.checkIn(event);
      case 'called':
        return this.#queue.call(event, this.#settings.services[0]?.id ?? null);
      case 'started':
      case 'finished':
      case 'held':
      case 'resumed':
      case 'no-show':
      case 'left':
        return this.#queue.move(event);
    }
  }
}

function changeNothing(): void {}

import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import { RecordedDay } from '../../shared/domain/waits/recorded/recorded-day.ts';
import type {
  RecordedEvent,
  RecordedFact,
} from '../../shared/domain/waits/recorded/recorded-event.ts';
import {
  DEFAULT_SETTINGS,
  dayNumberOf,
} from '../../shared/domain/waits/recorded/recorded-settings.ts';

/** A Saturday in a clinic whose clock is UTC. */
const MIDNIGHT_AT = Date.UTC(2026, 10, 21);

/** "10:05" of the Saturday, or of a later day. */
export function clock(time: string, daysLater = 0): EpochMs {
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
  return MIDNIGHT_AT + ((daysLater * 24 + hours) * 60 + minutes) * MINUTE_MS;
}

/** Something that happens at a time of day: `on('10:05', { type: 'left', visit: 'a' })`. */
export function on(time: string, fact: RecordedFact, daysLater = 0): RecordedEvent {
  return { at: clock(time, daysLater), utcOffsetMinutes: 0, ...fact };
}

/** A day that has taken these events; its clinic has the usual settings. */
export function recordedDay(...events: readonly RecordedEvent[]): RecordedDay {
  const day = new RecordedDay({
    dayNumber: dayNumberOf(MIDNIGHT_AT, 0),
    utcOffsetMinutes: 0,
    settings: DEFAULT_SETTINGS,
    maxOvertakes: 3,
    before: null,
  });
  for (const event of events) day.take(event);
  return day;
}

/** The first station of a day with these events. */
export function stationOf(...events: readonly RecordedEvent[]) {
  return recordedDay(...events).record().stations[0];
}

export function opened(time: string, station = 'room-1', more: Opening = {}): RecordedEvent {
  return on(time, { type: 'station-opened', station, services: ['doctor'], ...more });
}
type Opening = { readonly services?: readonly string[]; readonly provider?: string };

export function came(time: string, visit: string, more: Coming = {}): RecordedEvent {
  return on(time, { type: 'checked-in', visit, service: 'doctor', ...more });
}
type Coming = {
  readonly service?: string;
  readonly provider?: string;
  readonly visitType?: string;
  readonly bookedAt?: EpochMs;
  readonly priority?: number;
};

export function called(time: string, visit: string, station = 'room-1'): RecordedEvent {
  return on(time, { type: 'called', visit, station });
}

type Step = 'started' | 'finished' | 'held' | 'resumed' | 'no-show' | 'left' | 'undone';

export function step(time: string, type: Step, visit: string): RecordedEvent {
  return on(time, { type, visit });
}

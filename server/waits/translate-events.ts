import { Temporal } from 'temporal-polyfill';
import type { Clinic } from '../../shared/domain/clinic.ts';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import type {
  RecordedEvent,
  RecordedFact,
} from '../../shared/domain/waits/recorded/recorded-event.ts';
import { utcOffsetMinutes } from '../clock.ts';
import type { StoredEvent } from '../db/events.ts';
import { daySettings } from './day-settings.ts';
import { StationTranslator } from './translate-stations.ts';
import { VisitTranslator } from './translate-visits.ts';
import { bodiesOf } from './event-bodies.ts';

export type TranslatedClinic = Pick<
  Clinic,
  'services' | 'stations' | 'queue' | 'breaks' | 'openingHours'
>;

export type TranslatorParts = {
  readonly timeZone: string;
  /** What its file says: without it, nothing of settings, and of stations only what their calls show. */
  readonly clinic?: TranslatedClinic;
};

export type Translator = {
  /** What an event means for the waits; mostly one, often none. */
  readonly take: (event: StoredEvent) => readonly RecordedEvent[];
};

/** Clocks change at a quarter of an hour, wherever they do. */
const OFFSET_HOLDS_MS = 15 * MINUTE_MS;

/**
 * Turns the clinic's own event log into the log that waits are learned from, event by event in its order.
 * A visit goes by the id of its appointment where there is one, so that what was booked and who came meet.
 * What was emptied since (retention), and what has nothing to do with waits, is left out.
 */
export function createTranslator({ timeZone, clinic }: TranslatorParts): Translator {
  const stations = new StationTranslator(clinic?.stations ?? []);
  const visits = new VisitTranslator(stations);
  const offsetAt = offsetReader(timeZone);
  let lastAt: EpochMs = -Infinity;
  let settled: { readonly day: string; readonly text: string } = { day: '', text: '' };

  const settingsOf = (at: EpochMs): readonly RecordedFact[] => {
    const date = Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(timeZone)
      .toPlainDate();
    const day = date.toString();
    if (day === settled.day) return [];
    visits.beginDay(at);
    stations.beginDay();
    const settings = clinic && daySettings(clinic, date.dayOfWeek);
    const text = JSON.stringify(settings);
    const isNew = settings && text !== settled.text;
    settled = { day, text };
    return isNew ? [{ type: 'clinic', ...settings }] : [];
  };

  return {
    take: (event) => {
      const body = bodiesOf(event);
      if (!body) return [];
      // A clock that was put back must not turn the log back: what came later stays later.
      const at = Math.max(event.occurredAt, lastAt);
      const settings = settingsOf(at);
      const facts =
        body.about === 'station' ? stations.take(body, event) : visits.take(body, event);
      if (settings.length + facts.length === 0) return [];
      lastAt = at;
      const offset = offsetAt(at);
      return [...settings, ...facts].map((fact) => ({ at, utcOffsetMinutes: offset, ...fact }));
    },
  };
}

function offsetReader(timeZone: string): (at: EpochMs) => number {
  let knownFor = NaN;
  let offset = 0;
  return (at) => {
    const slot = Math.floor(at / OFFSET_HOLDS_MS);
    if (slot !== knownFor) offset = utcOffsetMinutes(at, timeZone);
    knownFor = slot;
    return offset;
  };
}

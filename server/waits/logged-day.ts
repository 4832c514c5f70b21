import type { Clinic } from '../../shared/domain/clinic.ts';
import { DAY_MS, type EpochMs } from '../../shared/domain/time.ts';
import { weekdayOf } from '../../shared/domain/waits/learn/clinic-time.ts';
import type {
  RecordedEvent,
  RecordedSettings,
} from '../../shared/domain/waits/recorded/recorded-event.ts';
import { dayNumberOf } from '../../shared/domain/waits/recorded/recorded-settings.ts';
import { utcOffsetMinutes } from '../clock.ts';
import type { StoredEvent } from '../db/events.ts';
import { daySettings } from './day-settings.ts';
import { type LeftOver, LeftOvers, type StationStep } from './left-over.ts';
import { createTranslator, type Translator } from './translate-events.ts';

/** What of a clinic's file waits are learned by. */
export type LearnedClinic = Pick<
  Clinic,
  'timeZone' | 'services' | 'stations' | 'queue' | 'breaks' | 'openingHours'
>;

export type LoggedDayParts = {
  readonly clinic: LearnedClinic;
  /** An instant of the day. */
  readonly at: EpochMs;
  readonly left: LeftOver;
};

/**
 * One day of the clinic's log, read from its beginning with what earlier days left to it. The live day
 * and every day that is learned are read by this: what is learned at night and what is learned again
 * from the whole log cannot differ.
 */
export class LoggedDay {
  readonly dayNumber: number;
  readonly utcOffsetMinutes: number;
  readonly settings: RecordedSettings;
  /** What was booked for it before. */
  readonly opening: readonly RecordedEvent[];
  readonly #translator: Translator;
  readonly #left: LeftOvers;

  constructor({ clinic, at, left }: LoggedDayParts) {
    const offset = utcOffsetMinutes(at, clinic.timeZone);
    this.utcOffsetMinutes = offset;
    this.dayNumber = dayNumberOf(at, offset);
    this.settings = daySettings(clinic, weekdayOf(this.dayNumber));
    this.opening = left.booked
      .filter((event) => dayNumberOf(event.startAt, event.utcOffsetMinutes) === this.dayNumber)
      .map((event) => ({ ...event, at, utcOffsetMinutes: offset }));
    this.#left = new LeftOvers(left);
    this.#translator = createTranslator({ timeZone: clinic.timeZone, clinic });
    // As if it had been left so the day before; what that meant then is of no interest now.
    for (const step of left.stations) this.#translator.take(stationEvent(step, at - DAY_MS));
  }

  /** What an event means. It is taken up only by `keep`: it may be of a later day. */
  translate(event: StoredEvent): readonly RecordedEvent[] {
    return this.#translator.take(event);
  }

  keep(event: StoredEvent, meaning: readonly RecordedEvent[]): void {
    this.#left.take(event, meaning);
  }

  /** What it leaves to later days, so far. */
  leaves(): LeftOver {
    return this.#left.after(this.dayNumber);
  }
}

function stationEvent(step: StationStep, occurredAt: EpochMs): StoredEvent {
  return { ...step, occurredAt, seq: 0, id: '', schema: 1, sha256: '' };
}

import { Temporal } from 'temporal-polyfill';
import { type EpochMs, MINUTE_MS } from '../shared/domain/time.ts';

/** Where the server gets the time from: the machine, or a test's own. */
export type Clock = { readonly now: () => EpochMs };

export const machineClock: Clock = { now: () => Date.now() };

/** The clinic-local date of an instant, such as "2026-11-21". */
export function localDay(at: EpochMs, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** How many minutes the clocks of a zone are ahead of UTC at an instant. */
export function utcOffsetMinutes(at: EpochMs, timeZone: string): number {
  const { offsetNanoseconds } =
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return Math.round(offsetNanoseconds / (MINUTE_MS * 1e6));
}

/** When a clinic-local date begins. */
export function dayStartAt(day: string, timeZone: string): EpochMs {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }).epochMilliseconds;
}

/** The instant of a clinic-local date and time of day, such as "2026-11-21" and "10:40". */
export function instantOf(day: string, timeOfDay: string, timeZone: string): EpochMs {
  return Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from(timeOfDay),
  }).epochMilliseconds;
}

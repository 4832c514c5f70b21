import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../../../shared/domain/time.ts';

const TIME =
  /^(?<day>\d{8})(?<hour>\d{2})(?<minute>\d{2})(?:(?<second>\d{2})(?:\.\d{1,4})?)?(?<offset>[+-]\d{4})?$/;
const DAY = /^(\d{4})(\d{2})(\d{2})/;

/**
 * The instant of a time stamp (HL7 2.5.1, chapter 2.A.22), to the second. Without an offset it is the
 * clinic's local time. Null when it has no time of day, or is none.
 */
export function readTime(text: string, timeZone: string): EpochMs | null {
  const { day, hour, minute, second = '00', offset } = TIME.exec(text)?.groups ?? {};
  const date = day === undefined ? null : readDay(day);
  if (date === null || hour === undefined || minute === undefined) return null;
  const zone = offset === undefined ? timeZone : `${offset.slice(0, 3)}:${offset.slice(3)}`;
  try {
    return Temporal.PlainDateTime.from(`${date}T${hour}:${minute}:${second}`).toZonedDateTime(zone)
      .epochMilliseconds;
  } catch {
    return null;
  }
}

/** "2026-11-21" of a date, or of a time stamp. Null when there is no such day. */
export function readDay(text: string): string | null {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  try {
    return Temporal.PlainDate.from(`${year}-${month}-${day}`).toString();
  } catch {
    return null;
  }
}

/** An instant in the clinic's local time with its offset: "20261121100000+0000". */
export function writeTime(at: EpochMs, timeZone: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const local = time.toPlainDateTime().toString({ smallestUnit: 'second' });
  return `${local.replaceAll(/[-:T]/g, '')}${time.offset.slice(0, 6).replace(':', '')}`;
}

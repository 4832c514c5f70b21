import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../../time.ts';
import type { DayRecord } from '../recorded/day-record.ts';

type ClinicDay = Pick<DayRecord, 'dayNumber' | 'utcOffsetMinutes'>;

/** When the clinic's own day begins, by the offset of its clock. */
export function dayStartAt({ dayNumber, utcOffsetMinutes }: ClinicDay): EpochMs {
  return dayNumber * DAY_MS - utcOffsetMinutes * MINUTE_MS;
}

/** "12:15" as an instant of this day. */
export function timeOfDayAt(day: ClinicDay, timeOfDay: string): EpochMs {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return dayStartAt(day) + hours * HOUR_MS + minutes * MINUTE_MS;
}

/** 1 is Monday, 7 is Sunday. The first of January 1970 was a Thursday. */
export function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

export function minutesBetween(fromAt: EpochMs, toAt: EpochMs): number {
  return (toAt - fromAt) / MINUTE_MS;
}

import { Temporal } from 'temporal-polyfill';
import type { OpeningHours } from '../shared/domain/clinic.ts';
import type { EpochMs } from '../shared/domain/time.ts';

const DAYS_AHEAD = 8;

/**
 * When a clinic opens next by its file's hours: null while it is open. Looks a week ahead, in the
 * clinic's own days, so that a night in which the clocks change is no exception.
 */
export function opensAt(
  hours: readonly OpeningHours[],
  timeZone: string,
  now: EpochMs,
): EpochMs | null {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  let next: EpochMs | null = null;
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const day = today.toPlainDate().add({ days: ahead });
    for (const { weekdays, opens, closes } of hours) {
      if (!weekdays.includes(day.dayOfWeek)) continue;
      const fromAt = at(day, opens, timeZone);
      if (fromAt <= now && now < at(day, closes, timeZone)) return null;
      if (fromAt > now && (next === null || fromAt < next)) next = fromAt;
    }
    if (next !== null) return next;
  }
  return next;
}

function at(day: Temporal.PlainDate, timeOfDay: string, timeZone: string): EpochMs {
  const plainTime = Temporal.PlainTime.from(timeOfDay);
  return day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
}

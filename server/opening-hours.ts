import { Temporal } from 'temporal-polyfill';
import type { OpeningHours } from '../shared/domain/clinic.ts';
import { type EpochMs, MINUTE_MS } from '../shared/domain/time.ts';

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

/** The same, worked out once a minute: snapshots are drawn far more often than doors open. */
export function createOpeningTimes(
  hours: readonly OpeningHours[],
  timeZone: string,
): (now: EpochMs) => EpochMs | null {
  let minute = -1;
  let answer: EpochMs | null = null;
  return (now) => {
    const nowMinute = Math.floor(now / MINUTE_MS);
    if (nowMinute !== minute) {
      minute = nowMinute;
      answer = opensAt(hours, timeZone, now);
    }
    return answer;
  };
}

function at(day: Temporal.PlainDate, timeOfDay: string, timeZone: string): EpochMs {
  const plainTime = Temporal.PlainTime.from(timeOfDay);
  return day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
}

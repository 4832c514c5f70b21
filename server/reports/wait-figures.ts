import { Temporal } from 'temporal-polyfill';
import type { Report, WaitSummary } from '../../shared/contract/report.ts';
import { COUNTS_FROM, PERCENT_FROM } from '../../shared/domain/feedback/share.ts';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import type { Wait } from './visit-times.ts';

/** Time zones change their offset only on quarter hours. */
const QUARTER_MS = 15 * MINUTE_MS;

type WaitCell = Report['waitByHour'][number];

/** Minutes from when each person began to wait to their first call, of those who were called. */
export function minutesWaited(waits: readonly Wait[]): readonly number[] {
  return waits.flatMap((wait) => minutesOf(wait) ?? []);
}

/** How long people waited. Of under 10 nothing is said; the slowest tenth needs 30 to be told. */
export function summarizeWaits(minutes: readonly number[]): WaitSummary {
  const sorted = minutes.toSorted((a, b) => a - b);
  return {
    visits: sorted.length,
    medianMinutes: sorted.length < COUNTS_FROM ? null : quantile(sorted, 0.5),
    ninetiethMinutes: sorted.length < PERCENT_FROM ? null : quantile(sorted, 0.9),
  };
}

/** The median wait of each weekday and hour in which enough people began to wait. */
export function waitsByHour(waits: readonly Wait[], timeZone: string): readonly WaitCell[] {
  const hourOf = createHourOf(timeZone);
  const cells = new Map<number, number[]>();
  for (const wait of waits) {
    const minutes = minutesOf(wait);
    if (minutes === null) continue;
    const key = hourOf(wait.fromAt);
    const cell = cells.get(key);
    if (cell) cell.push(minutes);
    else cells.set(key, [minutes]);
  }
  return [...cells]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([key, minutes]) => {
      const { visits: n, medianMinutes } = summarizeWaits(minutes);
      if (medianMinutes === null) return [];
      return [{ weekday: Math.floor(key / 24), hour: key % 24, medianMinutes, n }];
    });
}

function minutesOf({ fromAt, calledAt }: Wait): number | null {
  // Somebody called before their booked time has not waited at all.
  return calledAt === null ? null : Math.max(0, (calledAt - fromAt) / MINUTE_MS);
}

// Rounded up, so that "so many waited this long or less" is true of it.
function quantile(sorted: readonly number[], level: number): number {
  return Math.ceil(sorted[Math.ceil(level * sorted.length) - 1] ?? 0);
}

/** Finds the clinic's weekday and hour as one number; each quarter of an hour is worked out once. */
function createHourOf(timeZone: string): (at: EpochMs) => number {
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const seen = known.get(quarter);
    if (seen !== undefined) return seen;
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
    const key = local.dayOfWeek * 24 + local.hour;
    known.set(quarter, key);
    return key;
  };
}

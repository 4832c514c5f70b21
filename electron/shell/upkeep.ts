import { Temporal } from 'temporal-polyfill';
import { DAY_MS, type EpochMs, HOUR_MS } from '../../shared/domain/time.ts';

export type UpkeepQuestion = {
  /** A local time of day, such as "03:30". */
  readonly upkeepAt: string;
  /** The last upkeep, or when the program started. */
  readonly lastAt: EpochMs;
  readonly now: EpochMs;
  /** Without it: the machine's own. */
  readonly timeZone?: string;
};

/** Whether the time for upkeep has come since the last one; stays true until there has been one. */
export function isUpkeepDue({ upkeepAt, lastAt, now, timeZone }: UpkeepQuestion): boolean {
  const timeAt = latestBefore(now, upkeepAt, timeZone ?? Temporal.Now.timeZoneId());
  // The last upkeep was in a time that the clock has been set back from. It is not waited for, which
  // could take years, but the usual hour is: today's upkeep may have been just then.
  if (lastAt - now > DAY_MS) return now - timeAt < HOUR_MS;
  return timeAt > lastAt;
}

/** The latest instant, up to `now`, at which local clocks showed a time of day. */
function latestBefore(now: EpochMs, timeOfDay: string, timeZone: string): EpochMs {
  const plainTime = Temporal.PlainTime.from(timeOfDay);
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const at = (day: Temporal.PlainDate): EpochMs =>
    day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
  const todayAt = at(today);
  return todayAt <= now ? todayAt : at(today.subtract({ days: 1 }));
}

import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import { localDay } from '../clock.ts';

/** Time zones change their offset only on quarter hours. */
const QUARTER_MS = 15 * MINUTE_MS;
/** About ten days of quarters: what is sent is nearly always of these days. */
const MOST_KNOWN = 1_000;

/** Gives a clinic's day of an instant; each quarter of an hour is worked out once. */
export function createDayOf(timeZone: string): (at: EpochMs) => string {
  const known = new Map<number, string>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const before = known.get(quarter);
    if (before !== undefined) return before;
    const day = localDay(at, timeZone);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(quarter, day);
    return day;
  };
}

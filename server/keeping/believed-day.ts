import { Temporal } from 'temporal-polyfill';
import type { Db } from '../db/open-database.ts';

/** What the clock has shown at night, and how far it has earned belief. */
export type DayBelief = {
  /** The newest clinic-local day that we go by, or null before the first. */
  readonly day: string | null;
  /** Days in a row that the clock has shown and that do not follow on from `day`. */
  readonly doubted: readonly string[];
};

const KEPT_AS = 'believed-day';

/** A clinic may be shut, and its server off, for so long without raising doubt. */
const LONGEST_PAUSE_DAYS = 40;
/** So many nights in a row are no slip of the clock. */
const NIGHTS_TO_BELIEVE = 3;

/**
 * What to believe after the clock shows `shown`. A clock that has jumped years ahead would make every
 * patient's data old at once; so a leap counts only once it has gone on like a clock for three nights.
 */
export function believe({ day, doubted }: DayBelief, shown: string): DayBelief {
  if (day !== null && follows(day, shown, LONGEST_PAUSE_DAYS)) return { day: shown, doubted: [] };
  const last = doubted.at(-1);
  if (last === shown) return { day, doubted };
  const nights = last !== undefined && follows(last, shown, 2) ? [...doubted, shown] : [shown];
  return nights.length >= NIGHTS_TO_BELIEVE
    ? { day: shown, doubted: [] }
    : { day, doubted: nights };
}

/** Keeps what the clock shows tonight, and returns the day to go by; null while there is none. */
export function believedDay(db: Db, shown: string): string | null {
  const row = db
    .prepare<[string], { readonly value: string }>('SELECT value FROM meta WHERE key = ?')
    .get(KEPT_AS);
  // True because only the line below writes this row.
  const before = row ? (JSON.parse(row.value) as DayBelief) : { day: null, doubted: [] };
  const belief = believe(before, shown);
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(
    KEPT_AS,
    JSON.stringify(belief),
  );
  return belief.day;
}

function follows(before: string, shown: string, mostDays: number): boolean {
  const days = Temporal.PlainDate.from(before).until(shown, { largestUnit: 'days' }).days;
  return days >= 0 && days <= mostDays;
}

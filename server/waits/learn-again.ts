import { Temporal } from 'temporal-polyfill';
import { DAY_MS, type EpochMs } from '../../shared/domain/time.ts';
import { localDay } from '../clock.ts';
import { createEventStore } from '../db/events.ts';
import type { Db } from '../db/open-database.ts';
import { createWaitModelStore } from '../db/wait-models.ts';
import { learnFromLog } from './learn-from-log.ts';
import { LogLearner, nothingLearned } from './learn-log.ts';
import { learnedWith, storedModel } from './learned-with.ts';
import { dayBefore } from './learning.ts';
import type { LearnedClinic } from './logged-day.ts';

export type LearnedAgain = {
  /** Days on which somebody came. */
  readonly days: number;
  readonly visits: number;
  /** The last day that is in it, such as "2026-11-20". */
  readonly throughDay: string;
  /** How what was kept compares with the same days learned again. */
  readonly kept: 'same' | 'other' | 'of-other-settings' | 'nothing';
};

/** Learns the whole log of a clinic again, up to yesterday, compares it with what is kept, and keeps it. */
export function learnAgain(db: Db, clinic: LearnedClinic, now: EpochMs): LearnedAgain {
  const events = createEventStore(db);
  const models = createWaitModelStore(db);
  const stored = models.find();
  const isComparable = learnedWith(stored, clinic) !== null;
  // First the days that are in what is kept, and no event more.
  const until = stored && isComparable ? stored : null;
  const first = learnFromLog(
    events,
    new LogLearner({
      clinic,
      from: nothingLearned(),
      today: until ? dayNumberOf(until.day) + 1 : 0,
    }),
    { afterSeq: 0, throughSeq: until?.throughSeq ?? 0 },
  );
  const today = localDay(now, clinic.timeZone);
  const last = learnFromLog(
    events,
    new LogLearner({ clinic, from: first.learned, today: dayNumberOf(today) }),
    { afterSeq: first.throughSeq },
  );
  const throughDay = dayBefore(today);
  models.put(storedModel(last, { clinic, day: throughDay, madeAt: now }));
  const isSame = until !== null && JSON.stringify(first.learned) === until.learned;
  return {
    days: last.learned.model.dayCount,
    visits: first.visits + last.visits,
    throughDay,
    kept: !stored ? 'nothing' : !until ? 'of-other-settings' : isSame ? 'same' : 'other',
  };
}

function dayNumberOf(day: string): number {
  const midnight = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'UTC' });
  return midnight.epochMilliseconds / DAY_MS;
}

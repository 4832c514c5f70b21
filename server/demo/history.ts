import { Temporal } from 'temporal-polyfill';
import type { ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { App } from '../app.ts';
import { instantOf, localDay } from '../clock.ts';
import { createChance } from './chance.ts';
import { answerPastVisits } from './history-answers.ts';
import { logPastDay } from './history-log.ts';
import { type PastDay, visitPastDay } from './history-visits.ts';

/** This week and the four that it is compared with. */
const HISTORY_DAYS = 35;
/** Before them, in the event log too: waits are learned from it. */
const LOGGED_DAYS = 7;
const TUESDAY = 2;
const VISITS_BY_WEEKDAY = [0, 226, 252, 221, 232, 207, 84, 52];

/**
 * Fills those of the last five weeks of which nothing is known with invented days. A new clinic has
 * some more before them (`isLogged`), from which it has learned how long people wait.
 */
export function addHistory(
  app: App,
  file: ClinicFileContent,
  { now, isLogged }: { readonly now: EpochMs; readonly isLogged: boolean },
): void {
  const known = daysWithVisits(app);
  const isNew = app.stores.events.last() === null;
  const count = HISTORY_DAYS + (isNew && isLogged ? LOGGED_DAYS : 0);
  const days = pastDays(count, file.timeZone, now).filter(({ day }) => !known.has(day));
  if (days.length === 0) return;
  app.db
    .transaction(() => {
      for (const day of days) {
        const chance = createChance(day.day);
        const write = day.daysAgo > HISTORY_DAYS ? logPastDay : visitPastDay;
        const visits = write(app.stores, { day, file, chance });
        answerPastVisits(app.stores, visits, { day, file, chance, now });
      }
    })
    .immediate();
}

function pastDays(count: number, timeZone: string, now: EpochMs): readonly PastDay[] {
  const today = Temporal.PlainDate.from(localDay(now, timeZone));
  const lastMonday = today.subtract({ days: today.dayOfWeek + 6 });
  const badDay = lastMonday.add({ days: TUESDAY - 1 }).toString();
  return Array.from({ length: count }, (_, index) => {
    const daysAgo = count - index;
    const date = today.subtract({ days: daysAgo });
    const day = date.toString();
    return {
      day,
      weekday: date.dayOfWeek,
      daysAgo,
      isBad: day === badDay,
      opensAt: instantOf(day, '08:00', timeZone),
      visits: VISITS_BY_WEEKDAY[date.dayOfWeek] ?? 0,
    };
  });
}

function daysWithVisits(app: App): ReadonlySet<string> {
  const rows = app.db.prepare<[], { readonly day: string }>('SELECT DISTINCT day FROM visit').all();
  return new Set(rows.map(({ day }) => day));
}

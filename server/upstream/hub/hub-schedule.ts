import type { HubSettings } from '../../../shared/contract/destination-settings.ts';
import type { Clinic } from '../../../shared/domain/clinic.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { daysFrom } from '../schedule/days-from.ts';
import type { ScheduleFeed, ScheduleList } from '../schedule/schedule-list.ts';
import { askHub } from './hub-answer.ts';
import { RawSchedulePage } from './raw-schedule-page.ts';
import { wholeSchedule } from './whole-schedule.ts';

/** A page of some hundred appointments is a tenth of this. */
const MOST_PAGE_BYTES = 4 * 1024 * 1024;
/** More than any clinic has in two weeks: an endless list is a mistake at the other end. */
const MOST_PAGES = 200;

type Asked = { readonly days: readonly string[]; readonly signal: AbortSignal };

/** The hub's list of this clinic's appointments, or null when the settings do not ask for it. */
export function createHubFeed(settings: HubSettings, clinic: Clinic): ScheduleFeed | null {
  const { schedule } = settings;
  if (!schedule) return null;
  return {
    source: settings.id,
    label: settings.label,
    everyMs: schedule.everyMinutes * MINUTE_MS,
    pull: async (now, signal): Promise<ScheduleList> => {
      const days = daysFrom(now, clinic.timeZone, schedule.days);
      const pages = await askPages(settings, { days, signal });
      return wholeSchedule(pages, { source: settings.id, days, clinic });
    },
  };
}

async function askPages(settings: HubSettings, asked: Asked): Promise<readonly RawSchedulePage[]> {
  const first = await askPage(settings, asked, 1);
  if (first.pages > MOST_PAGES) throw new Error(`The list has ${first.pages} pages: too many`);
  const pages = [first];
  for (let page = 2; page <= first.pages; page += 1) {
    pages.push(await askPage(settings, asked, page));
  }
  return pages;
}

function askPage(
  settings: HubSettings,
  { days, signal }: Asked,
  page: number,
): Promise<RawSchedulePage> {
  // True because at least one day is always asked for.
  const [from = '', to = from] = [days[0], days.at(-1)];
  return askHub(
    settings,
    { path: 'sync/v1/schedule', query: { from, to, page }, mostBytes: MOST_PAGE_BYTES },
    { schema: RawSchedulePage, signal },
  );
}

/** Clinic-local dates, today first. */

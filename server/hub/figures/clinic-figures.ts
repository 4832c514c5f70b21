import { Temporal } from 'temporal-polyfill';
import type { HubClinic, HubReport } from '../../../shared/contract/hub-report.ts';
import { DAY_MS, type EpochMs } from '../../../shared/domain/time.ts';
import { localDay } from '../../clock.ts';
import type { HubClinicSetting } from '../hub-file.ts';
import type { ClinicState, DayRange, HubStore } from '../store.ts';
import { type Happenings, happeningsOf, reportDays, todayOf } from './day-figures.ts';

const ALARM_SHOWN_MS = 7 * DAY_MS;

type Held = { readonly key: string; readonly happenings: Happenings };

export type ClinicFigures = {
  readonly list: (now: EpochMs) => Promise<readonly HubClinic[]>;
  readonly report: (clinic: HubClinicSetting, days: DayRange) => Promise<HubReport>;
};

/** Makes the figures of all clinics; a clinic that sent nothing new is not worked out again. */
export function createClinicFigures(
  store: Pick<HubStore, 'states' | 'facts'>,
  clinics: readonly HubClinicSetting[],
): ClinicFigures {
  const held = new Map<string, Held>();

  const today = async (clinic: HubClinicSetting, taken: number, day: string) => {
    const key = `${day} ${taken}`;
    const before = held.get(clinic.id);
    if (before?.key === key) return before.happenings;
    const happenings = happeningsOf(
      await store.facts(clinic.id, withNeighbours({ fromDay: day, toDay: day })),
    );
    held.set(clinic.id, { key, happenings });
    return happenings;
  };

  return {
    list: async (now) => {
      const states = new Map((await store.states()).map((state) => [state.clinicId, state]));
      return Promise.all(
        clinics.map(async (clinic) => {
          const state = states.get(clinic.id) ?? neverHeard(clinic.id);
          const day = localDay(now, clinic.timeZone);
          const happenings = await today(clinic, state.taken, day);
          return { ...stateOf(clinic, state, now), today: todayOf(happenings, day, now) };
        }),
      );
    },
    report: async ({ id, name }, { fromDay, toDay }) => {
      const facts = await store.facts(id, withNeighbours({ fromDay, toDay }));
      const days = reportDays(happeningsOf(facts), daysOf({ fromDay, toDay }));
      return { id, name, from: fromDay, to: toDay, days };
    },
  };
}

/** Every day of a range, both ends included. */
export function daysOf({ fromDay, toDay }: DayRange): readonly string[] {
  const first = Temporal.PlainDate.from(fromDay);
  const count = first.until(toDay).days + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    first.add({ days: index }).toString(),
  );
}

// A visit belongs to the day it began: its last steps may come after midnight.
function withNeighbours({ fromDay, toDay }: DayRange): DayRange {
  return {
    fromDay: Temporal.PlainDate.from(fromDay).subtract({ days: 1 }).toString(),
    toDay: Temporal.PlainDate.from(toDay).add({ days: 1 }).toString(),
  };
}

function stateOf(
  { id, name, timeZone }: HubClinicSetting,
  state: ClinicState,
  now: EpochMs,
): Omit<HubClinic, 'today'> {
  const { lastHeardAt, backlog, streams, quarantined, rollbackAt } = state;
  const isRecent = rollbackAt !== null && now - rollbackAt < ALARM_SHOWN_MS;
  const rollbackRefusedAt = isRecent ? rollbackAt : null;
  return { id, name, timeZone, lastHeardAt, backlog, streams, quarantined, rollbackRefusedAt };
}

function neverHeard(clinicId: string): ClinicState {
  return {
    clinicId,
    lastHeardAt: null,
    backlog: 0,
    streams: 0,
    quarantined: 0,
    taken: 0,
    rollbackAt: null,
  };
}

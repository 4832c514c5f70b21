import type { EpochMs } from '../../time.ts';
import type { DayRecord, PauseRecord, StationRecord } from '../recorded/day-record.ts';
import { performerOf } from '../wait-law.ts';
import { addToSample, type BinnedSample, onceEach } from './binned-sample.ts';
import { dayStartAt, minutesBetween } from './clinic-time.ts';
import { type Extent, isWholeDay } from './extent.ts';
import {
  type Habit,
  type HabitDay,
  isTakenBy,
  type PlannedRest,
  plannedRests,
  type Rest,
  restsOfStation,
} from './planned-rests.ts';
import { gapBefore, gapsOf } from './turnover.ts';

/** What is known of breaks and pauses; all lengths in minutes. */
export type RestMemory = {
  /** What planned breaks took, as if each had been planned for an hour. */
  readonly perPlannedHour: BinnedSample;
  readonly taken: number;
  readonly due: number;
  /** Pauses that were no planned break and of which nobody said how long. */
  readonly pauses: BinnedSample;
  /** How much later than staff had said a pause ended. */
  readonly lateness: BinnedSample;
  readonly longestPause: number;
  readonly habits: readonly Habit[];
};

export const NO_RESTS: RestMemory = {
  perPlannedHour: [],
  taken: 0,
  due: 0,
  pauses: [],
  lateness: [],
  longestPause: 0,
  habits: [],
};

const HABIT_DAYS = 12;
const MOST_HABITS = 60;
const LEAST_HABIT_MINUTES = 15;

export function learnRests(memory: RestMemory, record: DayRecord, extent: Extent): RestMemory {
  const { fade } = extent;
  const worked = record.stations.filter(({ openedAt }) => openedAt !== null);
  const planned = plannedRests(memory.habits, record, worked);
  const ended = worked.flatMap((station) => endedPauses(station, planned));
  const lengths = ended.map(({ minutes }) => minutes);
  const faded: RestMemory = {
    ...memory,
    perPlannedHour: addToSample(
      memory.perPlannedHour,
      onceEach(ended.flatMap(({ rest, minutes }) => (rest ? [(minutes / rest.minutes) * 60] : []))),
      fade,
    ),
    pauses: addToSample(
      memory.pauses,
      onceEach(
        ended.flatMap(({ rest, pause, minutes }) =>
          rest || pause.untilAt !== null ? [] : [minutes],
        ),
      ),
      fade,
    ),
    lateness: addToSample(
      memory.lateness,
      onceEach(
        ended.flatMap(({ pause, endedAt }) =>
          pause.untilAt === null ? [] : [minutesBetween(pause.untilAt, endedAt)],
        ),
      ),
      fade,
    ),
    longestPause: Math.max(memory.longestPause * fade, ...lengths),
  };
  return isWholeDay(extent) ? learnWholeDay(faded, { record, planned, fade }) : faded;
}

/** Whether a break was taken, and at what time of day somebody rests, are known when the day is over. */
function learnWholeDay(
  memory: RestMemory,
  day: {
    readonly record: DayRecord;
    readonly planned: readonly PlannedRest[];
    readonly fade: number;
  },
): RestMemory {
  const rests = restsByStation(day.record);
  let taken = memory.taken * day.fade;
  let due = memory.due * day.fade;
  for (const rest of day.planned.filter(({ source }) => source === 'file')) {
    const station = day.record.stations.find(({ stationId }) => stationId === rest.stationId);
    if (!station || !isThereAt(station, rest.fromAt)) continue;
    due += 1;
    if ((rests.get(rest.stationId) ?? []).some((other) => isTakenBy(rest, other))) taken += 1;
  }
  return { ...memory, taken, due, habits: learnHabits(memory.habits, day.record, rests) };
}

function isThereAt({ openedAt, closedAt }: StationRecord, at: EpochMs): boolean {
  return openedAt !== null && openedAt < at && (closedAt === null || closedAt > at);
}

/** Whether a station has had a planned rest by `now`: one of those that `restsByStation` would tell. */
export function hasRested(record: DayRecord, planned: PlannedRest, now: EpochMs): boolean {
  const station = record.stations.find(({ stationId }) => stationId === planned.stationId);
  if (!station) return false;
  if (restsOfStation(station, now).some((rest) => isTakenBy(planned, rest))) return true;
  return record.legs.some((leg) => {
    const gap = leg.stationId === station.stationId ? gapBefore(leg, station) : null;
    const minutes = gap ? minutesBetween(gap.fromAt, gap.toAt) : 0;
    return (
      gap !== null &&
      minutes >= LEAST_HABIT_MINUTES &&
      isTakenBy(planned, { fromAt: gap.fromAt, minutes })
    );
  });
}

/** Tapped pauses and, for those who never tap them, long gaps while somebody waited. */
function restsByStation(record: DayRecord): ReadonlyMap<string, readonly Rest[]> {
  const rests = new Map(
    record.stations.map((station) => [station.stationId, restsOfStation(station, Infinity)]),
  );
  for (const { stationId, fromAt, toAt } of gapsOf(record)) {
    const minutes = minutesBetween(fromAt, toAt);
    if (minutes >= LEAST_HABIT_MINUTES) rests.get(stationId)?.push({ fromAt, minutes });
  }
  return rests;
}

function learnHabits(
  habits: readonly Habit[],
  record: DayRecord,
  rests: ReadonlyMap<string, readonly Rest[]>,
): readonly Habit[] {
  const days = new Map(habits.map(({ performer, days: known }) => [performer, known]));
  for (const station of record.stations.filter(({ openedAt }) => openedAt !== null)) {
    const performer = performerOf(station);
    const before = (days.get(performer) ?? []).filter(({ day }) => day !== record.dayNumber);
    const today = habitDay(record, rests.get(station.stationId) ?? []);
    days.set(performer, [...before, today].slice(-HABIT_DAYS));
  }
  return [...days]
    .map(([performer, known]) => ({ performer, days: known }))
    .toSorted((a, b) => (b.days.at(-1)?.day ?? 0) - (a.days.at(-1)?.day ?? 0))
    .slice(0, MOST_HABITS);
}

function habitDay(record: DayRecord, rests: readonly Rest[]): HabitDay {
  const [longest] = rests
    .filter(({ minutes }) => minutes >= LEAST_HABIT_MINUTES)
    .toSorted((a, b) => b.minutes - a.minutes);
  if (!longest) return { day: record.dayNumber, rest: null };
  const fromMinutes = minutesBetween(dayStartAt(record), longest.fromAt);
  return { day: record.dayNumber, rest: { fromMinutes, minutes: longest.minutes } };
}

type EndedPause = {
  readonly pause: PauseRecord;
  readonly endedAt: EpochMs;
  readonly minutes: number;
  /** The planned break that it was. */
  readonly rest: PlannedRest | null;
};

function endedPauses(station: StationRecord, planned: readonly PlannedRest[]): EndedPause[] {
  return station.pauses.flatMap((pause) => {
    if (pause.endedAt === null) return [];
    const minutes = minutesBetween(pause.fromAt, pause.endedAt);
    const rest =
      planned.find(
        (candidate) =>
          candidate.stationId === station.stationId &&
          isTakenBy(candidate, { fromAt: pause.fromAt, minutes }),
      ) ?? null;
    return [{ pause, endedAt: pause.endedAt, minutes, rest }];
  });
}

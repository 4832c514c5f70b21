import { type EpochMs, MINUTE_MS } from '../../time.ts';
import type { DayRecord, StationRecord } from '../recorded/day-record.ts';
import { performerOf } from '../wait-law.ts';
import { dayStartAt, minutesBetween, timeOfDayAt } from './clinic-time.ts';

/** A rest that somebody took: a pause, or a gap that looks like one. */
export type Rest = { readonly fromAt: EpochMs; readonly minutes: number };

/** One day's longest rest of somebody who worked; null: none. Minutes of the day. */
export type HabitDay = {
  readonly day: number;
  readonly rest: { readonly fromMinutes: number; readonly minutes: number } | null;
};

export type Habit = { readonly performer: string; readonly days: readonly HabitDay[] };

/** A break that a station has today, by the clinic's file or by habit. */
export type PlannedRest = {
  readonly stationId: string;
  readonly source: 'file' | 'habit';
  readonly fromAt: EpochMs;
  /** A rest begun between these two is this one. */
  readonly earliestAt: EpochMs;
  readonly latestAt: EpochMs;
  readonly minutes: number;
  /** Lengths it has had before, where it is a habit. */
  readonly lengths: readonly number[];
  /** The share of days it is taken on; for those of the file, learned for all together. */
  readonly habitShare: number;
};

/** What of a day its planned rests depend on, and what of a station. */
export type RestsDay = Pick<DayRecord, 'dayNumber' | 'utcOffsetMinutes' | 'settings'>;
export type RestStation = Pick<StationRecord, 'stationId' | 'providerId'>;

const EARLIEST_BEFORE_MINUTES = 60;
const LATEST_AFTER_MINUTES = 120;
const LEAST_HABIT_DAYS = 3;
const LEAST_HABIT_SHARE = 0.6;
const HABIT_WITHIN_MINUTES = 45;

/** The breaks of these stations, of which some may have yet to open. */
export function plannedRests(
  habits: readonly Habit[],
  record: RestsDay,
  stations: readonly RestStation[],
): PlannedRest[] {
  return stations.flatMap((station) => {
    const ofFile = restsOfFile(record, station);
    if (ofFile.length > 0) return ofFile;
    const habit = habits.find(({ performer }) => performer === performerOf(station));
    const rest = habit ? restByHabit(habit, record, station.stationId) : null;
    return rest ? [rest] : [];
  });
}

/** Half of it is enough: who is back early has had the break all the same. */
export function isTakenBy(planned: PlannedRest, rest: Rest): boolean {
  return (
    rest.fromAt >= planned.earliestAt &&
    rest.fromAt <= planned.latestAt &&
    rest.minutes >= planned.minutes / 2
  );
}

export function openStations({ stations }: DayRecord): StationRecord[] {
  return stations.filter(({ openedAt, closedAt }) => openedAt !== null && closedAt === null);
}

function restsOfFile(record: RestsDay, station: RestStation): PlannedRest[] {
  return record.settings.breaks
    .filter(({ provider }) => provider === station.providerId)
    .map(({ from, minutes }) => ({
      ...plannedAt(station.stationId, timeOfDayAt(record, from), minutes),
      source: 'file',
      lengths: [],
      habitShare: 1,
    }));
}

function restByHabit(habit: Habit, record: RestsDay, stationId: string): PlannedRest | null {
  const rests = habit.days.flatMap(({ rest }) => (rest ? [rest] : []));
  const usual = middleOf(rests.map(({ fromMinutes }) => fromMinutes));
  if (usual === null || habit.days.length < LEAST_HABIT_DAYS) return null;
  const alike = rests.filter(
    ({ fromMinutes }) => Math.abs(fromMinutes - usual) <= HABIT_WITHIN_MINUTES,
  );
  const minutes = middleOf(alike.map((rest) => rest.minutes));
  if (minutes === null || alike.length < habit.days.length * LEAST_HABIT_SHARE) return null;
  return {
    ...plannedAt(stationId, dayStartAt(record) + usual * MINUTE_MS, minutes),
    source: 'habit',
    lengths: alike.map((rest) => rest.minutes),
    habitShare: (alike.length + 1) / (habit.days.length + 2),
  };
}

function plannedAt(stationId: string, fromAt: EpochMs, minutes: number) {
  return {
    stationId,
    fromAt,
    minutes,
    earliestAt: fromAt - EARLIEST_BEFORE_MINUTES * MINUTE_MS,
    latestAt: fromAt + LATEST_AFTER_MINUTES * MINUTE_MS,
  };
}

export function middleOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}

/** Pauses of a station that are over, and what of one that is not has passed by `now`. */
export function restsOfStation(station: StationRecord, now: EpochMs): Rest[] {
  return station.pauses
    .filter(({ endedAt }) => endedAt !== null || now !== Infinity)
    .map(({ fromAt, endedAt }) => ({ fromAt, minutes: minutesBetween(fromAt, endedAt ?? now) }));
}

import { type EpochMs, MINUTE_MS } from '../../time.ts';
import type { BookingRecord, DayRecord, StationRecord } from '../recorded/day-record.ts';
import { addToSample, type BinnedSample, onceEach } from './binned-sample.ts';
import { dayStartAt, minutesBetween, weekdayOf } from './clinic-time.ts';
import { type Extent, isWholeDay } from './extent.ts';

export type Opening = { readonly day: number; readonly minutes: number };

/** A station of former days: who worked there last, for what, and when it opened. */
export type KnownStation = {
  readonly stationId: string;
  readonly providerId: string | null;
  readonly serviceIds: readonly string[];
  readonly openings: readonly Opening[];
};

export type OpeningMemory = {
  /** The last days that the clinic was open, by number. */
  readonly days: readonly number[];
  readonly stations: readonly KnownStation[];
  /** Minutes from the first booking of a provider to the opening of their station. */
  readonly lateness: BinnedSample;
  /** Minutes from a station's usual time to its opening. */
  readonly afterUsual: BinnedSample;
};

export const NO_OPENINGS: OpeningMemory = { days: [], stations: [], lateness: [], afterUsual: [] };

const DAYS_KEPT = 28;
const MOST_STATIONS = 60;
/** Farther from the first booking, it was not that which they opened for. */
const FARTHEST_MINUTES = 120;
const LEAST_OPENINGS = 3;
const OTHER_TIME_MINUTES = 30;

export function learnOpenings(
  memory: OpeningMemory,
  record: DayRecord,
  extent: Extent,
): OpeningMemory {
  const opened = record.stations.filter(({ openedAt }) => openedAt !== null);
  const lateness = opened.flatMap(({ providerId, openedAt }) => {
    const firstAt = providerId === null ? null : firstBookingAt(record, providerId);
    if (firstAt === null || openedAt === null) return [];
    const minutes = minutesBetween(firstAt, openedAt);
    return Math.abs(minutes) <= FARTHEST_MINUTES ? [minutes] : [];
  });
  const afterUsual = opened.flatMap(({ stationId, openedAt }) => {
    const known = memory.stations.find((station) => station.stationId === stationId);
    const usual = known ? usualMinutes(known, record.dayNumber) : null;
    if (usual === null || openedAt === null) return [];
    const minutes = minutesBetween(dayStartAt(record), openedAt) - usual;
    return Math.abs(minutes) <= FARTHEST_MINUTES ? [minutes] : [];
  });
  const known = {
    ...memory,
    lateness: addToSample(memory.lateness, onceEach(lateness), extent.fade),
    afterUsual: addToSample(memory.afterUsual, onceEach(afterUsual), extent.fade),
  };
  if (!isWholeDay(extent) || opened.length === 0) return known;
  const days = [...memory.days.filter((day) => day !== record.dayNumber), record.dayNumber];
  const kept = days.slice(-DAYS_KEPT);
  return { ...known, days: kept, stations: withOpenings(memory.stations, record, opened) };
}

/**
 * The minute of the day at which a station opens unless it is late: a quarter of its openings are
 * earlier. Where it clearly opens at another time on the same day of the week, that one; null before
 * a few are known.
 */
export function usualMinutes({ openings }: KnownStation, dayNumber: number): number | null {
  const sameDays = openings.filter(({ day }) => weekdayOf(day) === weekdayOf(dayNumber));
  const usual = quarterOf(openings);
  const onSameDays = quarterOf(sameDays);
  if (usual === null || onSameDays === null) return usual;
  return Math.abs(onSameDays - usual) > OTHER_TIME_MINUTES ? onSameDays : usual;
}

function quarterOf(openings: readonly Opening[]): number | null {
  if (openings.length < LEAST_OPENINGS) return null;
  const minutes = openings.map((opening) => opening.minutes).toSorted((a, b) => a - b);
  return minutes[Math.floor(minutes.length / 4)] ?? null;
}

/** The bookings of a provider that were not cancelled. */
export function bookingsOf(record: DayRecord, providerId: string): BookingRecord[] {
  return record.bookings.filter(
    (booking) => booking.providerId === providerId && booking.cancelledAt === null,
  );
}

export function firstBookingAt(record: DayRecord, providerId: string): EpochMs | null {
  const starts = bookingsOf(record, providerId).map(({ startAt }) => startAt);
  return starts.length === 0 ? null : Math.min(...starts);
}

function withOpenings(
  known: readonly KnownStation[],
  record: DayRecord,
  opened: readonly StationRecord[],
): readonly KnownStation[] {
  const stations = new Map(known.map((station) => [station.stationId, station]));
  for (const { stationId, providerId, serviceIds, openedAt } of opened) {
    const before = stations.get(stationId)?.openings ?? [];
    const minutes = ((openedAt ?? 0) - dayStartAt(record)) / MINUTE_MS;
    const openings = [
      ...before.filter(({ day }) => day !== record.dayNumber),
      { day: record.dayNumber, minutes },
    ].slice(-DAYS_KEPT);
    stations.set(stationId, { stationId, providerId, serviceIds, openings });
  }
  return [...stations.values()]
    .toSorted((a, b) => (b.openings.at(-1)?.day ?? 0) - (a.openings.at(-1)?.day ?? 0))
    .slice(0, MOST_STATIONS);
}

import { type EpochMs, MINUTE_MS } from '../../time.ts';
import type { BookingRecord, DayRecord, StationRecord } from '../recorded/day-record.ts';
import type { ComingStation } from '../wait-law.ts';
import {
  type BinnedSample,
  equallyLikely,
  remainingAfter,
  type Weighted,
  weightedValues,
} from './binned-sample.ts';
import { dayStartAt, minutesBetween, weekdayOf } from './clinic-time.ts';
import { shrunkShare } from './extent.ts';
import { onceFor } from './kept.ts';
import { lognormalValues } from './normal.ts';
import {
  bookingsOf,
  firstBookingAt,
  type KnownStation,
  type Opening,
  type OpeningMemory,
  usualMinutes,
} from './openings.ts';

const SAMPLE_SIZE = 32;
/** A provider who has bookings comes, unless ill. */
const BOOKED_SHARE = 0.98;
const LATENESS_PRIOR: readonly Weighted[] = lognormalValues(20, 6, 1).map((value) => ({
  value,
  weight: 0.5,
}));
/** Farther from their usual time, the first booking says when they begin. */
const USUAL_WITHIN_MINUTES = 45;
const LATER_THAN_ANY_HALVES_MINUTES = 45;
const LEAST_SHARE = 0.02;
const WEEKDAY_WEIGHT = 2;

type Expected = {
  readonly stationId: string;
  readonly providerId: string | null;
  readonly serviceIds: readonly string[];
  readonly plannedAt: EpochMs;
  readonly lateness: BinnedSample;
  readonly share: number;
};

/**
 * The stations that have not opened today and are expected to: those of providers with bookings, and
 * those that opened on former days, most of all on this day of the week. `provider:<id>` stands for
 * the station of a provider of whom nobody knows yet where they will be.
 */
export function comingAt(memory: OpeningMemory, record: DayRecord, now: EpochMs): ComingStation[] {
  const opened = record.stations.filter(({ openedAt }) => openedAt !== null);
  const there = new Set(opened.map(({ stationId }) => stationId));
  const here = new Set(opened.flatMap(({ providerId }) => providerId ?? []));
  const byBooking = providersBooked(record.bookings)
    .filter((providerId) => !here.has(providerId))
    .flatMap((providerId) => expectedByBooking(memory, { record, there }, providerId));
  const taken = new Set([...there, ...byBooking.map(({ stationId }) => stationId)]);
  const away = new Set([...here, ...byBooking.map(({ providerId }) => providerId)]);
  const byHabit = memory.stations
    .filter(
      ({ stationId, providerId }) =>
        !taken.has(stationId) && (providerId === null || !away.has(providerId)),
    )
    .flatMap((station) => expectedByHabit(memory, station, record));
  return [...byBooking, ...byHabit].flatMap((expected) => comingStation(expected, record, now));
}

const providersBooked = onceFor((bookings: readonly BookingRecord[]): readonly string[] => {
  const booked = bookings.filter(({ cancelledAt }) => cancelledAt === null);
  return [...new Set(booked.flatMap(({ providerId }) => providerId ?? []))].toSorted();
});

function expectedByBooking(
  memory: OpeningMemory,
  { record, there }: { readonly record: DayRecord; readonly there: ReadonlySet<string> },
  providerId: string,
): Expected[] {
  const firstAt = firstBookingAt(record, providerId);
  if (firstAt === null) return [];
  const known = memory.stations.find((station) => station.providerId === providerId);
  const own = known && !there.has(known.stationId) ? known.stationId : `provider:${providerId}`;
  const booked = bookingsOf(record, providerId).map(({ serviceId }) => serviceId);
  const usualAt = known ? usualOpeningAt(known, record) : null;
  const isUsual =
    usualAt !== null && Math.abs(minutesBetween(usualAt, firstAt)) <= USUAL_WITHIN_MINUTES;
  return [
    {
      stationId: own,
      providerId,
      serviceIds: [...new Set([...(known?.serviceIds ?? []), ...booked])],
      plannedAt: isUsual ? usualAt : firstAt,
      lateness: isUsual ? memory.afterUsual : memory.lateness,
      share: BOOKED_SHARE,
    },
  ];
}

function expectedByHabit(
  memory: OpeningMemory,
  station: KnownStation,
  record: DayRecord,
): Expected[] {
  const usualAt = usualOpeningAt(station, record);
  if (usualAt === null) return [];
  const isWeekday = ({ day }: Pick<Opening, 'day'>): boolean =>
    weekdayOf(day) === weekdayOf(record.dayNumber);
  const overall = shrunkShare({ hits: station.openings.length, total: memory.days.length }, 0.5, 1);
  const share = shrunkShare(
    {
      hits: station.openings.filter(isWeekday).length,
      total: memory.days.filter((day) => isWeekday({ day })).length,
    },
    overall,
    WEEKDAY_WEIGHT,
  );
  const { stationId, providerId, serviceIds } = station;
  const lateness = memory.afterUsual;
  return [{ stationId, providerId, serviceIds, plannedAt: usualAt, lateness, share }];
}

function usualOpeningAt(station: KnownStation, record: DayRecord): EpochMs | null {
  const usual = usualMinutes(station, record.dayNumber);
  return usual === null ? null : dayStartAt(record) + usual * MINUTE_MS;
}

function comingStation(expected: Expected, record: DayRecord, now: EpochMs): ComingStation[] {
  const { stationId, providerId, serviceIds, plannedAt } = expected;
  const lateness = [...LATENESS_PRIOR, ...weightedValues(expected.lateness)];
  const noticeAt = noticeOf(record.stations, stationId);
  const overdue = minutesBetween(plannedAt, now);
  const left = remainingAfter(lateness, overdue, 0).map(({ value, weight }) => ({
    value: noticeAt === null ? value : Math.max(value, minutesBetween(now, noticeAt)),
    weight,
  }));
  // Staff who say that somebody is late say that they come.
  const share = noticeAt === null ? shareLeft(expected.share, lateness, overdue) : BOOKED_SHARE;
  if (share < LEAST_SHARE) return [];
  return [
    { stationId, serviceIds, providerId, inMinutes: equallyLikely(left, SAMPLE_SIZE), share },
  ];
}

/** By Bayes: the later it is, the less likely that they are only late. */
function shareLeft(share: number, lateness: readonly Weighted[], overdue: number): number {
  const total = lateness.reduce((sum, { weight }) => sum + weight, 0);
  const later = lateness.reduce(
    (sum, { value, weight }) => sum + (value > overdue ? weight : 0),
    0,
  );
  // Half a case is left for who is later than anybody before, for a while.
  const laterThanAny = 0.5 * 2 ** (-Math.max(0, overdue) / LATER_THAN_ANY_HALVES_MINUTES);
  const stillComing = (later + laterThanAny) / (total + laterThanAny);
  return (share * stillComing) / (share * stillComing + 1 - share);
}

function noticeOf(stations: readonly StationRecord[], stationId: string): EpochMs | null {
  const notice = stations.find((station) => station.stationId === stationId)?.notice ?? null;
  return notice === null ? null : notice.at + notice.minutes * MINUTE_MS;
}

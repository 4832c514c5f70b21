import { type EpochMs, MINUTE_MS } from '../../time.ts';
import type { DayRecord, StationRecord } from '../recorded/day-record.ts';
import type { PlannedBreak, Sample } from '../wait-law.ts';
import {
  equallyLikely,
  onceEach,
  remainingAfter,
  type Weighted,
  weightedValues,
} from './binned-sample.ts';
import { minutesBetween } from './clinic-time.ts';
import { shrunkShare } from './extent.ts';
import { lognormalValues, normalValues } from './normal.ts';
import { keepingLast, onceFor, steadyList } from './kept.ts';
import {
  openStations,
  type PlannedRest,
  plannedRests,
  type RestsDay,
  type RestStation,
} from './planned-rests.ts';
import { hasRested, type RestMemory } from './rest-memory.ts';

const SAMPLE_SIZE = 32;
/** Nobody calls the very moment they are back. */
const LEAST_BACK_MINUTES = 1.5;
const FILE_SHARE = { prior: 0.97, weight: 4 };
/** How likely a call after the break was due is, of those who still take it. */
const CALL_BEFORE_LATE_BREAK = 0.3;
const LATE_CALL_MINUTES = 5;

const LATENESS_PRIOR: readonly Weighted[] = onceEach(normalValues(10, 1, 5));
const AS_PLANNED_WITHIN_MINUTES = 5;
const PAUSE_PRIOR: readonly Weighted[] = onceEach(lognormalValues(20, 12, 1));
const HOUR_PRIOR: readonly Weighted[] = onceEach(lognormalValues(20, 60, 0.2));

/** After this long nobody knows whether they come back at all. */
const LONGEST_PAUSE_MINUTES = 180;
const LONGEST_OVERDUE_MINUTES = 120;

/** Reads the breaks still to come; keeps what does not change from one instant to the next. */
export class BreakReader {
  readonly #steadyStations = steadyList<RestStation>(
    (a, b) => a.stationId === b.stationId && a.providerId === b.providerId,
  );
  readonly #plannedRests = keepingLast(
    (
      { habits }: RestMemory,
      stations: readonly RestStation[],
      settings: RestsDay['settings'],
      dayNumber: number,
      utcOffsetMinutes: number,
    ) => plannedRests(habits, { settings, dayNumber, utcOffsetMinutes }, stations),
  );
  readonly #lengthSamples = keepingLast((memory: RestMemory) =>
    onceFor((planned: PlannedRest) => equallyLikely(lengthsOf(memory, planned), SAMPLE_SIZE)),
  );

  /** The breaks still to come, also of the stations `coming`, which have yet to open. */
  at(
    memory: RestMemory,
    day: { readonly record: DayRecord; readonly coming: readonly RestStation[] },
    now: EpochMs,
  ): PlannedBreak[] {
    const { record, coming } = day;
    const { settings, dayNumber, utcOffsetMinutes } = record;
    const stations = this.#steadyStations([...openStations(record), ...coming]);
    const sampleOf = this.#lengthSamples(memory);
    return this.#plannedRests(memory, stations, settings, dayNumber, utcOffsetMinutes)
      .filter(
        (planned) =>
          planned.latestAt > now &&
          !isTakenNow(record, planned) &&
          !hasRested(record, planned, now),
      )
      .map((planned) => ({
        stationId: planned.stationId,
        inMinutes: minutesBetween(now, planned.fromAt),
        minutes: sampleOf(planned),
        share: shareLeft(shareOf(memory, planned), callsSince(record, planned, now)),
      }));
  }
}

/** For each paused station of which that can be said: minutes until it calls again. */
export function backAt(
  memory: RestMemory,
  record: DayRecord,
  now: EpochMs,
): ReadonlyMap<string, Sample> {
  const back = new Map<string, Sample>();
  for (const station of record.stations) {
    if (station.status !== 'paused') continue;
    const left = leftOfPause(memory, { record, station }, now);
    if (left) back.set(station.stationId, equallyLikely(left, SAMPLE_SIZE));
  }
  return back;
}

function leftOfPause(
  memory: RestMemory,
  { record, station }: { readonly record: DayRecord; readonly station: StationRecord },
  now: EpochMs,
): readonly Weighted[] | null {
  const { sinceAt, notice } = station;
  const elapsed = minutesBetween(sinceAt, now);
  const planned = plannedRests(memory.habits, record, [station]).find((rest) =>
    isBegunBy(rest, sinceAt),
  );
  const isNoticed = notice !== null && notice.at >= sinceAt;
  const saidAt = isNoticed ? notice.at + notice.minutes * MINUTE_MS : station.untilAt;
  if (saidAt === null) {
    if (elapsed > Math.max(LONGEST_PAUSE_MINUTES, memory.longestPause * 1.5)) return null;
    const lengths = planned ? lengthsOf(memory, planned) : pauseLengths(memory);
    return remainingAfter(lengths, elapsed, LEAST_BACK_MINUTES);
  }
  const overdue = minutesBetween(saidAt, now);
  if (overdue > LONGEST_OVERDUE_MINUTES) return null;
  const lateness = [...LATENESS_PRIOR, ...weightedValues(memory.lateness)];
  const left = remainingAfter(lateness, overdue, LEAST_BACK_MINUTES);
  const isAsPlanned =
    planned && Math.abs(elapsed - overdue - planned.minutes) <= AS_PLANNED_WITHIN_MINUTES;
  // Who says no more than the plan is back as others are from what was planned.
  if (isNoticed || !isAsPlanned) return left;
  return [...left, ...remainingAfter(lengthsOf(memory, planned), elapsed, LEAST_BACK_MINUTES)];
}

function pauseLengths({ pauses }: RestMemory): readonly Weighted[] {
  return [...PAUSE_PRIOR, ...weightedValues(pauses)];
}

function isTakenNow(record: DayRecord, planned: PlannedRest): boolean {
  return record.stations.some(
    ({ stationId, status, sinceAt }) =>
      stationId === planned.stationId && status === 'paused' && isBegunBy(planned, sinceAt),
  );
}

function isBegunBy({ earliestAt, latestAt }: PlannedRest, pausedAt: EpochMs): boolean {
  return pausedAt >= earliestAt && pausedAt <= latestAt;
}

function lengthsOf(memory: RestMemory, { lengths, minutes }: PlannedRest): readonly Weighted[] {
  const perHour = [...HOUR_PRIOR, ...weightedValues(memory.perPlannedHour)];
  const planned = perHour.map(({ value, weight }) => ({ value: (value * minutes) / 60, weight }));
  if (lengths.length === 0) return planned;
  return [...onceEach(lengths), ...onceEach(lognormalValues(8, minutes, 0.2))];
}

function shareOf({ taken, due }: RestMemory, { source, habitShare }: PlannedRest): number {
  if (source === 'habit') return habitShare;
  return shrunkShare({ hits: taken, total: due }, FILE_SHARE.prior, FILE_SHARE.weight);
}

/** By Bayes: those who take no break always go on calling. */
function shareLeft(share: number, calls: number): number {
  const stillComing = share * CALL_BEFORE_LATE_BREAK ** calls;
  return stillComing / (stillComing + 1 - share);
}

function callsSince(record: DayRecord, { stationId, fromAt }: PlannedRest, now: EpochMs): number {
  const lateAt = fromAt + LATE_CALL_MINUTES * MINUTE_MS;
  if (now <= lateAt) return 0;
  return record.legs.filter((leg) => leg.stationId === stationId && (leg.calledAt ?? 0) > lateAt)
    .length;
}

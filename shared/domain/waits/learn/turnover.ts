import type { EpochMs } from '../../time.ts';
import type { DayRecord, LegRecord, StationRecord } from '../recorded/day-record.ts';
import type { Sample } from '../wait-law.ts';
import {
  addToSample,
  type BinnedSample,
  equallyLikely,
  meanOf,
  onceEach,
  type Weighted,
  weightedValues,
} from './binned-sample.ts';
import { minutesBetween } from './clinic-time.ts';
import { type Extent } from './extent.ts';
import { lognormalValues } from './normal.ts';
import type { PlannedRest } from './planned-rests.ts';
import { stationRuns } from './visits-seen.ts';

/** From the end of a visit to the next call at its station, while somebody waited. */
export type Gap = { readonly stationId: string; readonly fromAt: EpochMs; readonly toAt: EpochMs };

const SAMPLE_SIZE = 100;
/** The station was left, or its taps forgotten. */
const LONGEST_MINUTES = 90;

// Section 2.6 of the study of wait predictors: 40 draws, one in ten of them an interruption.
const PRIOR: readonly Weighted[] = onceEach([
  ...lognormalValues(36, 2, 0.6),
  ...lognormalValues(4, 9, 0.6),
]);

export function learnTurnover(
  sample: BinnedSample,
  day: { readonly record: DayRecord; readonly rests: readonly PlannedRest[] },
  { fade }: Extent,
): BinnedSample {
  const gaps = gapsOf(day.record)
    .filter((gap) => !isRest(gap, day.rests))
    .map(({ fromAt, toAt }) => minutesBetween(fromAt, toAt))
    .filter((minutes) => minutes <= LONGEST_MINUTES);
  return addToSample(sample, onceEach(gaps), fade);
}

export function turnoverSample(sample: BinnedSample): Sample {
  return equallyLikely(withPrior(sample), SAMPLE_SIZE);
}

export function meanTurnover(sample: BinnedSample): number {
  return meanOf(withPrior(sample));
}

/** The times between visits in which somebody waited and nobody had said that there is a pause. */
export function gapsOf(record: DayRecord): Gap[] {
  const stations = new Map(record.stations.map((station) => [station.stationId, station]));
  return stationRuns(record).flatMap((run) =>
    run.flatMap((leg) => {
      const gap = gapBefore(leg, stations.get(leg.stationId ?? ''));
      return gap ? [gap] : [];
    }),
  );
}

/** The gap before the call of a leg at `station`, its station. */
export function gapBefore(leg: LegRecord, station: StationRecord | undefined): Gap | null {
  const { stationId, calledAt, stationFreeAt: fromAt } = leg;
  if (!leg.waitedAtFree || fromAt === null || calledAt === null || stationId === null) return null;
  const gap = { stationId, fromAt, toAt: Math.max(fromAt, calledAt) };
  return isPaused(station, gap) ? null : gap;
}

function isPaused(station: StationRecord | undefined, { fromAt, toAt }: Gap): boolean {
  return (station?.pauses ?? []).some(
    (pause) => pause.fromAt <= toAt && (pause.endedAt ?? Infinity) >= fromAt,
  );
}

/** A break that nobody tapped looks like a gap of its length about its time. */
function isRest(gap: Gap, rests: readonly PlannedRest[]): boolean {
  return rests.some(
    (rest) =>
      rest.stationId === gap.stationId &&
      gap.toAt >= rest.fromAt &&
      gap.fromAt <= rest.latestAt &&
      minutesBetween(gap.fromAt, gap.toAt) >= rest.minutes / 2,
  );
}

function withPrior(sample: BinnedSample): Weighted[] {
  return [...PRIOR, ...weightedValues(sample)];
}

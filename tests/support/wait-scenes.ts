import type { QueueEntry, StationState } from '../../shared/domain/queue-entry.ts';
import { estimateByMeans } from '../../shared/domain/waits/by-means.ts';
import { createWaitEstimator } from '../../shared/domain/waits/estimate-waits.ts';
import type { WaitEstimate, WaitEstimates } from '../../shared/domain/waits/wait-estimate.ts';
import type { LogMinutes, WaitLaw } from '../../shared/domain/waits/wait-law.ts';
import type {
  ExpectedVisit,
  SceneEntry,
  SceneStation,
  WaitScene,
} from '../../shared/domain/waits/wait-scene.ts';
import { NOON, noonPlus, POLICY, station, waiting } from './queue-builders.ts';

/** Visits of the doctor take 10 minutes and those of the nurse 4, and nothing ever varies. */
export const EXACT = law();

/** The same means, with the variation of the study of wait predictors. */
export const VARYING = law({
  kinds: new Map([
    ['doctor', logMinutes(10, 0.6)],
    ['nurse', logMinutes(4, 0.6)],
  ]),
});

/** A law in which nothing is random, but for what the case is about. */
export function law(about: Partial<WaitLaw> = {}): WaitLaw {
  return {
    kinds: new Map([
      ['doctor', logMinutes(10, 0)],
      ['nurse', logMinutes(4, 0)],
    ]),
    pace: new Map(),
    turnoverMinutes: [0],
    back: new Map(),
    breaks: [],
    coming: [],
    noShow: new Map(),
    punctuality: [0],
    walkIns: { hourly: [], mix: [] },
    leavePerMinute: { walkIn: 0, booked: 0 },
    onward: [],
    missedFinishShare: 0,
    outOfTurnShare: 0,
    readLevels: null,
    ...about,
  };
}

/** Visits of this mean, in minutes, and this coefficient of variation; the mean itself is known. */
export function logMinutes(mean: number, variation: number): LogMinutes {
  const variance = Math.log1p(variation ** 2);
  return { mean: Math.log(mean) - variance / 2, meanDeviation: 0, deviation: Math.sqrt(variance) };
}

/** So many equally likely values about a mean, evenly spread over twice the `reach`. */
export function spreadEvenly(mean: number, reach: number): readonly number[] {
  return Array.from({ length: 41 }, (_, index) => mean + reach * (index / 20 - 1));
}

export type AboutScene = {
  readonly entries?: readonly (QueueEntry & Partial<SceneEntry>)[];
  readonly stations?: readonly (StationState & Partial<SceneStation>)[];
  readonly expected?: readonly ExpectedVisit[];
  readonly now?: number;
};

/** Noon, one room for the doctor, and nobody there or expected but whom the case is about. */
export function scene({
  entries = [],
  stations = [station()],
  expected = [],
  now = NOON,
}: AboutScene): WaitScene {
  return {
    now,
    entries: entries.map((entry) => ({ visitType: null, bookedMinutes: null, ...entry })),
    stations: stations.map((room) => ({ freeSinceAt: null, ...room })),
    expected,
    policy: POLICY,
  };
}

/** Booked with the doctor for noon, and not here yet. */
export function expectedVisit(about: Partial<ExpectedVisit> = {}): ExpectedVisit {
  return {
    visitId: 'booked-1',
    serviceId: 'doctor',
    providerId: null,
    visitType: null,
    bookedMinutes: null,
    startAt: NOON,
    ...about,
  };
}

export type Asked = AboutScene & { readonly law?: WaitLaw; readonly paths?: number };

/** What a fresh estimator says of a scene; by default of one in which nothing varies. */
export function estimates({ law: asked = EXACT, paths = 128, ...about }: Asked): WaitEstimates {
  return createWaitEstimator({ paths }).estimate(scene(about), asked);
}

export function meanEstimates({ law: asked = EXACT, ...about }: Asked): WaitEstimates {
  return estimateByMeans(scene(about), asked);
}

export function quantilesOf(estimate: WaitEstimate | undefined): readonly number[] {
  if (estimate?.kind !== 'known') throw new Error('this wait should be known');
  return estimate.quantiles;
}

export function median(estimate: WaitEstimate | undefined): number {
  return quantilesOf(estimate)[9] ?? Number.NaN;
}

export function average(estimate: WaitEstimate | undefined): number {
  return quantilesOf(estimate).reduce((sum, minutes) => sum + minutes, 0) / 19;
}

/** So many walk-ins, due one after another. */
export function people(count: number): QueueEntry[] {
  return Array.from({ length: count }, (_, index) =>
    waiting({ id: `q${index + 1}`, queuedAt: noonPlus(index - count), dueAt: noonPlus(index) }),
  );
}

/** Median minutes and position, or why it is unknown, by entry. */
export function told(answers: WaitEstimates): Record<string, string> {
  return Object.fromEntries(
    [...answers].map(([id, estimate]) => [
      id,
      estimate.kind === 'known'
        ? `${Math.round(median(estimate) * 10) / 10} min, ${estimate.position} before`
        : estimate.reason,
    ]),
  );
}

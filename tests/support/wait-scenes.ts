import type { QueueEntry, StationState } from '../../shared/domain/queue-entry.ts';
import { estimateWaits } from '../../shared/domain/waits/estimate-waits.ts';
import type { WaitModel } from '../../shared/domain/waits/learn-from-today.ts';
import type { WaitEstimate } from '../../shared/domain/waits/wait-estimate.ts';
import { NOON, noonPlus, POLICY, station, waiting } from './queue-builders.ts';

/** Visits that never vary, so that the walk can be followed by hand. */
export const EXACT: WaitModel = {
  serviceMinutes: new Map([
    ['doctor', { mean: 10, deviation: 0 }],
    ['nurse', { mean: 4, deviation: 0 }],
  ]),
};
export const VARYING: WaitModel = {
  serviceMinutes: new Map([
    ['doctor', { mean: 10, deviation: 6 }],
    ['nurse', { mean: 4, deviation: 2.4 }],
  ]),
};

export type Scene = {
  readonly entries: readonly QueueEntry[];
  readonly stations?: readonly StationState[];
  readonly model?: WaitModel;
  readonly now?: number;
};

export function estimates({
  entries,
  stations = [station()],
  model = EXACT,
  now = NOON,
}: Scene): ReadonlyMap<string, WaitEstimate> {
  return estimateWaits({ entries, stations, policy: POLICY }, model, now);
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

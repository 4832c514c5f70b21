import { type EpochMs, MINUTE_MS } from '../../../../shared/domain/time.ts';

const TOLERANCE_MS = 2.5 * MINUTE_MS;

/** What somebody who waits is shown at an instant, as clock times; null: that it is not known. */
export type ShownTimes = {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  /** Whether the words say when it ends, and not only that it is long. */
  readonly hasEnd: boolean;
} | null;

/** What one person was shown while they waited. */
export type ShownHistory = {
  /** At every tick, so that each minute of waiting counts alike. */
  readonly ticks: readonly ShownTimes[];
  readonly firstToAt: EpochMs | null;
  /** How often the end moved later. */
  readonly slips: number;
  readonly slipMinutes: number;
};

/** What a rule of display adds up to: shares are over ticks that showed a window, or over patients. */
export type WindowSums = {
  readonly ticks: number;
  readonly shown: number;
  /** Called after the end that was shown. */
  readonly later: number;
  readonly inside: number;
  readonly width: number;
  readonly withoutEnd: number;
  readonly patients: number;
  readonly slips: number;
  readonly slipMinutes: number;
  readonly promised: number;
  readonly firstBroken: number;
};

const NOTHING: WindowSums = {
  ticks: 0,
  shown: 0,
  later: 0,
  inside: 0,
  width: 0,
  withoutEnd: 0,
  patients: 0,
  slips: 0,
  slipMinutes: 0,
  promised: 0,
  firstBroken: 0,
};

/** Scores what one person was shown against when they were called. */
export function windowSums(history: ShownHistory, calledAt: EpochMs): WindowSums {
  const shown = history.ticks.filter((tick) => tick !== null);
  const isFirstBroken = history.firstToAt !== null && calledAt > history.firstToAt;
  return {
    ticks: history.ticks.length,
    shown: shown.length,
    later: shown.filter(({ toAt }) => calledAt > toAt).length,
    inside: shown.filter(
      ({ fromAt, toAt }) => calledAt >= fromAt - TOLERANCE_MS && calledAt <= toAt + TOLERANCE_MS,
    ).length,
    width: shown.reduce((sum, { fromAt, toAt }) => sum + (toAt - fromAt) / MINUTE_MS, 0),
    withoutEnd: shown.filter(({ hasEnd }) => !hasEnd).length,
    patients: 1,
    slips: history.slips,
    slipMinutes: history.slipMinutes,
    promised: history.firstToAt === null ? 0 : 1,
    firstBroken: isFirstBroken ? 1 : 0,
  };
}

export function addUpWindows(all: readonly WindowSums[]): WindowSums {
  const sums = { ...NOTHING };
  for (const one of all) {
    sums.ticks += one.ticks;
    sums.shown += one.shown;
    sums.later += one.later;
    sums.inside += one.inside;
    sums.width += one.width;
    sums.withoutEnd += one.withoutEnd;
    sums.patients += one.patients;
    sums.slips += one.slips;
    sums.slipMinutes += one.slipMinutes;
    sums.promised += one.promised;
    sums.firstBroken += one.firstBroken;
  }
  return sums;
}

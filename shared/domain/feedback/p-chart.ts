import { PERCENT_FROM } from './share.ts';

/** Shewhart's limits: beyond 3 sigma a point is hardly ever chance alone. */
const SIGMAS = 3;
/** So many points in a row on one side of the centre line are a shift (UX 4.1). */
export const RUN_LENGTH = 7;

export type DayCount = { readonly good: number; readonly n: number };

export type ChartedDay = {
  /** 3-sigma limits for that day's n, in whole per cent; null when too few. */
  readonly limits: { readonly lowPercent: number; readonly highPercent: number } | null;
  /** Outside its limits, or one of seven or more in a row on one side of the usual share. */
  readonly isUnusual: boolean;
};

export type PChart = {
  /** The centre line in whole per cent; null when there are too few answers for one. */
  readonly usualPercent: number | null;
  /** One for each day given, in the same order. */
  readonly days: readonly ChartedDay[];
};

/**
 * A p-chart with limits for each day's own n: p ± 3·√(p(1−p)/n) around the share of all days
 * (W. A. Shewhart 1931; D. C. Montgomery, "Introduction to Statistical Quality Control", 7.2.2),
 * plus the rule of seven in a row on one side. Days in time order. A day with fewer answers than a
 * per cent may be shown for has no limits, and neither makes nor breaks a run.
 */
export function pChart(days: readonly DayCount[]): PChart {
  const n = sum(days.map((day) => day.n));
  if (n < PERCENT_FROM) {
    return { usualPercent: null, days: days.map(() => ({ limits: null, isUnusual: false })) };
  }
  const usual = sum(days.map((day) => day.good)) / n;
  const inRun = daysInRun(days, usual);
  return {
    usualPercent: Math.round(usual * 100),
    days: days.map((day, index) => chartedDay(day, usual, inRun.has(index))),
  };
}

function chartedDay(day: DayCount, usual: number, isInRun: boolean): ChartedDay {
  if (day.n < PERCENT_FROM) return { limits: null, isUnusual: false };
  const width = SIGMAS * Math.sqrt((usual * (1 - usual)) / day.n);
  const low = Math.max(0, usual - width);
  const high = Math.min(1, usual + width);
  const share = day.good / day.n;
  return {
    limits: { lowPercent: Math.round(low * 100), highPercent: Math.round(high * 100) },
    isUnusual: share < low || share > high || isInRun,
  };
}

function daysInRun(days: readonly DayCount[], usual: number): ReadonlySet<number> {
  const unusual = new Set<number>();
  let run: number[] = [];
  let side = 0;
  for (const [index, day] of days.entries()) {
    const daySide = day.n < PERCENT_FROM ? 0 : Math.sign(day.good / day.n - usual);
    // A point on the line, or one too small to tell, is on neither side.
    if (daySide === 0) continue;
    run = daySide === side ? [...run, index] : [index];
    side = daySide;
    if (run.length >= RUN_LENGTH) for (const place of run) unusual.add(place);
  }
  return unusual;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

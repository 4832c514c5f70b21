import type { DayOfFaces } from '../../shared/contract/report.ts';
import type { Share } from '../../shared/domain/feedback/share.ts';
import type { Day } from './calendar.ts';

export const CHART = { height: 236, top: 10, bottom: 30, gutter: 54, edge: 16 } as const;
const LEAST_LABEL_GAP = 76;

export type ChartDay = Pick<DayOfFaces, 'day' | 'limits' | 'isUnusual'> & { readonly share: Share };

export type Point = {
  readonly day: Day;
  readonly percent: number;
  readonly x: number;
  readonly y: number;
  readonly isUnusual: boolean;
  /** The day's limits as a box. */
  readonly range: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
};

export type ChartShape = {
  readonly points: readonly Point[];
  /** Per cents with a line across the chart. */
  readonly lines: readonly { readonly percent: number; readonly y: number }[];
  readonly usualY: number | null;
  readonly dayLabels: readonly { readonly day: Day; readonly x: number }[];
  /** Where the per cents end that are written beside the axis, and where its lines begin and end. */
  readonly labelX: number;
  readonly axisX: number;
  readonly farX: number;
};

type Frame = { readonly width: number; readonly isRightToLeft: boolean };

/**
 * Places the days of the report side by side, closed days left out, oldest where reading begins. Only
 * days with enough answers for a per cent are points.
 */
export function chartShape(
  days: readonly ChartDay[],
  usualPercent: number | null,
  { width, isRightToLeft }: Frame,
): ChartShape {
  const floor = axisFloor(days.flatMap(lowsOf));
  const inner = CHART.height - CHART.top - CHART.bottom;
  const yOf = (percent: number): number => CHART.top + (inner * (100 - percent)) / (100 - floor);
  const mirrored = (x: number): number => (isRightToLeft ? width - x : x);
  const step = (width - CHART.gutter - CHART.edge) / Math.max(1, days.length);
  const xOf = (index: number): number => mirrored(CHART.gutter + step * (index + 0.5));
  const points = days.flatMap(({ day, share, limits, isUnusual }, index): Point[] => {
    if (share.kind !== 'share') return [];
    const x = xOf(index);
    const range = limits && {
      x: x - step / 2,
      y: yOf(limits.highPercent),
      width: step,
      height: yOf(limits.lowPercent) - yOf(limits.highPercent),
    };
    return [{ day, percent: share.percent, x, y: yOf(share.percent), isUnusual, range }];
  });
  return {
    points,
    lines: percentLines(floor).map((percent) => ({ percent, y: yOf(percent) })),
    usualY: usualPercent === null ? null : yOf(usualPercent),
    dayLabels: dayLabels(days, step).map(({ day, index }) => ({ day, x: xOf(index) })),
    labelX: mirrored(CHART.gutter - 8),
    axisX: mirrored(CHART.gutter),
    farX: mirrored(width - CHART.edge),
  };
}

function lowsOf({ share, limits }: ChartDay): number[] {
  return share.kind === 'share' ? [share.percent, limits?.lowPercent ?? 100] : [];
}

/** An axis starts at the ten below everything drawn, and never so high that little looks like much. */
export function axisFloor(percents: readonly number[]): number {
  return Math.max(0, Math.min(50, Math.floor((Math.min(100, ...percents) - 1) / 10) * 10));
}

function percentLines(floor: number): number[] {
  const gap = floor < 40 ? 20 : 10;
  return Array.from(
    { length: Math.floor((100 - floor) / gap) + 1 },
    (_, index) => 100 - index * gap,
  );
}

function dayLabels(
  days: readonly ChartDay[],
  step: number,
): { readonly day: Day; readonly index: number }[] {
  const every = Math.max(1, Math.ceil(LEAST_LABEL_GAP / Math.max(1, step)));
  return days
    .map(({ day }, index) => ({ day, index }))
    .filter(({ index }) => (days.length - 1 - index) % every === 0);
}

import type { Report } from '../../shared/contract/report.ts';

type Cell = Report['waitByHour'][number];

export type HeatTable = {
  readonly hours: readonly number[];
  readonly rows: readonly {
    readonly weekday: number;
    /** One for each hour; null where too few people began to wait. */
    readonly cells: readonly (Cell | null)[];
  }[];
};

/** Lays the cells out by weekday and hour, from the first hour with any to the last. */
export function heatTable(cells: readonly Cell[]): HeatTable {
  const used = cells.map(({ hour }) => hour);
  const first = Math.min(...used);
  const hours = cells.length === 0 ? [] : range(first, Math.max(...used) - first + 1);
  const weekdays = [...new Set(cells.map(({ weekday }) => weekday))].toSorted((a, b) => a - b);
  return {
    hours,
    rows: weekdays.map((weekday) => ({
      weekday,
      cells: hours.map(
        (hour) => cells.find((cell) => cell.weekday === weekday && cell.hour === hour) ?? null,
      ),
    })),
  };
}

const LEVEL_MINUTES = 6;
const LEVELS = 5;

/** How dark a cell is, from 0 to 5: a step for every 6 minutes, so that colours mean the same for ever. */
export function heatLevel(minutes: number): number {
  return Math.min(LEVELS, Math.floor(minutes / LEVEL_MINUTES));
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

import { pairedRatio, type Round, valuesOf } from './rounds.ts';
import { median } from './statistics.ts';

/** A control further from 1 than this says that the start measured the machine and not the code. */
export const CONTROL_TOLERANCE = 0.08;

/** A bar is never an absolute time: it is a ratio to what ran beside it. */
export type Bar = { readonly kind: 'at-most' | 'at-least'; readonly ratio: number };

/** One figure: what is measured, of whom, and what it should come to. */
export type FigurePlan = {
  readonly title: string;
  readonly bar: Bar;
  readonly metric: string;
  readonly unit: string;
  readonly ours: string;
  readonly peer: string;
  /** The peer once more, measured the same way: what noise alone does. */
  readonly peerAgain: string;
  /** Others whose medians are reported beside. */
  readonly alsoShown?: readonly string[];
};

/** What one fresh start of all processes gave. */
export type Reading = {
  readonly ratio: number;
  readonly control: number;
  readonly medians: Readonly<Record<string, number>>;
};

export type Figure = {
  readonly plan: FigurePlan;
  readonly readings: readonly Reading[];
  /** Starts whose control was off, and which were measured again. */
  readonly discarded: readonly Reading[];
};

/** Draws one figure out of the rounds of a start. */
export function readingOf(plan: FigurePlan, rounds: readonly Round[]): Reading {
  const { metric, ours, peer, peerAgain, alsoShown = [] } = plan;
  const shown = [ours, peer, ...alsoShown];
  return {
    ratio: pairedRatio(rounds, metric, { over: ours, under: peer }),
    control: pairedRatio(rounds, metric, { over: peerAgain, under: peer }),
    medians: Object.fromEntries(
      shown.map((subject) => [subject, median(valuesOf(rounds, subject, metric))]),
    ),
  };
}

export function isSteady({ control }: Reading): boolean {
  return Math.abs(control - 1) <= CONTROL_TOLERANCE;
}

/**
 * The readings that count: the first steady ones, as many as starts were asked for. Where there are
 * not enough, those with the best controls among the others make up the number.
 */
export function choose(plan: FigurePlan, all: readonly Reading[], starts: number): Figure {
  const byControl = all.toSorted((a, b) => Math.abs(a.control - 1) - Math.abs(b.control - 1));
  const rest = byControl.filter((reading) => !isSteady(reading));
  const chosen = new Set([...all.filter(isSteady), ...rest].slice(0, starts));
  return {
    plan,
    readings: all.filter((reading) => chosen.has(reading)),
    discarded: all.filter((reading) => !chosen.has(reading)),
  };
}

export function ratioOf({ readings }: Figure): number {
  return median(readings.map((reading) => reading.ratio));
}

export function reaches(figure: Figure): boolean {
  const { bar } = figure.plan;
  const ratio = ratioOf(figure);
  return bar.kind === 'at-most' ? ratio <= bar.ratio : ratio >= bar.ratio;
}

/** The figures as people read them. */
export function tableOf(figures: readonly Figure[]): string {
  const header = ['figure', 'ratio', 'starts', 'bar', 'met', 'A/A', 'again', 'medians'];
  const rows = [header, ...figures.map(rowOf)];
  const widths = header.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

function rowOf(figure: Figure): readonly string[] {
  const { plan, readings, discarded } = figure;
  return [
    plan.title,
    ratioOf(figure).toFixed(2),
    rangeOf(readings.map(({ ratio }) => ratio)),
    `${plan.bar.kind === 'at-most' ? '≤' : '≥'} ${plan.bar.ratio}`,
    reaches(figure) ? 'yes' : 'NO',
    `${rangeOf(readings.map(({ control }) => control))}${readings.every(isSteady) ? '' : ' (!)'}`,
    String(discarded.length),
    mediansOf(figure),
  ];
}

function mediansOf({ plan, readings }: Figure): string {
  const subjects = Object.keys(readings[0]?.medians ?? {});
  return subjects
    .map((subject) => {
      const value = median(readings.map(({ medians }) => medians[subject] ?? Number.NaN));
      return `${subject} ${value < 100 ? value.toPrecision(3) : value.toFixed(0)} ${plan.unit}`;
    })
    .join(', ');
}

function rangeOf(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)}`;
}

import { median } from './statistics.ts';

/** One figure: ours over its floor or peer, measured in the same run. */
export type Figure = {
  readonly name: string;
  /** A bar is never an absolute time: it is a ratio to what ran beside it. */
  readonly bar: { readonly kind: 'at-most' | 'at-least'; readonly ratio: number };
  /** One ratio for each fresh start of the processes. */
  readonly ratios: readonly number[];
  /** The peer against itself, the same way: what noise alone does. */
  readonly control: readonly number[];
  /** What the medians were, for those who know this machine. */
  readonly detail: string;
};

export function reaches({ bar, ratios }: Figure): boolean {
  const ratio = median(ratios);
  return bar.kind === 'at-most' ? ratio <= bar.ratio : ratio >= bar.ratio;
}

export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    median(figure.ratios).toFixed(2),
    `${Math.min(...figure.ratios).toFixed(2)}–${Math.max(...figure.ratios).toFixed(2)}`,
    `${figure.bar.kind === 'at-most' ? '≤' : '≥'} ${figure.bar.ratio}`,
    figure.control.length === 0 ? '–' : median(figure.control).toFixed(2),
    reaches(figure) ? 'yes' : 'NO',
    figure.detail,
  ]);
  const header = ['figure', 'ratio', 'range', 'bar', 'A/A', 'met', 'medians'];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

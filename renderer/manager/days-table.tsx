import type { ReactNode } from 'preact/compat';
import type { Words } from './use-words.ts';

type Props = {
  readonly words: Words;
  readonly heads: readonly string[];
  readonly days: readonly { readonly day: string; readonly cells: readonly ReactNode[] }[];
};

/** The figures of a chart of days, for whoever reads better than sees; a cell for each head. */
export function DaysTable({ words, heads, days }: Props) {
  const { t } = words;
  return (
    <details className="days-table">
      <summary>{t('days.table')}</summary>
      <table className="tabular">
        <thead>
          <tr>
            <th scope="col">{t('days.day')}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, cells }) => (
            <tr key={day}>
              <th scope="row">{words.weekdayAndDay(day)}</th>
              {heads.map((head, index) => (
                <td key={head}>{cells[index]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** "70% to 85%", or a dash where nothing can be said. */
export function rangeText(
  range: { readonly lowPercent: number; readonly highPercent: number } | null,
  { t, percent }: Words,
): string {
  if (range === null) return '–';
  return t('days.fromTo', { low: percent(range.lowPercent), high: percent(range.highPercent) });
}

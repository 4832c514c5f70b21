import type { Report } from '../../shared/contract/report.ts';
import { DaysChart } from './days-chart.tsx';
import { shareText } from './share-card.tsx';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly report: Report };

/** Good answers day by day, as a chart and as a table. */
export function DaysCard({ words, report }: Props) {
  const { t } = words;
  const { days } = report;
  const hasPoints = days.some(({ good }) => good.kind === 'share');
  return (
    <section className="card days">
      <h2>{t('days.title')}</h2>
      {days.length === 0 ? <p className="none">{t('none.answers')}</p> : null}
      {hasPoints ? (
        <>
          <p className="sub">{t('days.about')}</p>
          <DaysChart words={words} report={report} />
        </>
      ) : null}
      {days.length > 0 && !hasPoints ? <p className="none">{t('days.few')}</p> : null}
      {days.length > 0 ? <DaysTable words={words} days={days} /> : null}
    </section>
  );
}

function DaysTable({ words, days }: { readonly words: Words; readonly days: Report['days'] }) {
  const { t, percent } = words;
  return (
    <details className="days-table">
      <summary>{t('days.table')}</summary>
      <table className="tabular">
        <thead>
          <tr>
            <th scope="col">{t('days.day')}</th>
            <th scope="col">{t('good.title')}</th>
            <th scope="col">{t('days.range')}</th>
            <th scope="col">{t('days.unusual')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{words.weekdayAndDay(day.day)}</th>
              <td>{day.good.kind === 'none' ? t('tooFew.answers') : shareText(day.good, words)}</td>
              <td>
                {day.limits === null
                  ? '–'
                  : t('days.fromTo', {
                      low: percent(day.limits.lowPercent),
                      high: percent(day.limits.highPercent),
                    })}
              </td>
              <td>{day.isUnusual ? t('days.yes') : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

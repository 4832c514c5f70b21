import type { Report } from '../../shared/contract/report.ts';
import { DaysChart } from './days-chart.tsx';
import { DaysTable, rangeText } from './days-table.tsx';
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
      {days.length > 0 ? (
        <DaysTable
          words={words}
          heads={[t('good.title'), t('days.range'), t('days.unusual')]}
          days={days.map((day) => goodDay(day, words))}
        />
      ) : null}
    </section>
  );
}

function goodDay({ day, good, limits, isUnusual }: Report['days'][number], words: Words) {
  const { t } = words;
  const share = good.kind === 'none' ? t('tooFew.answers') : shareText(good, words);
  return { day, cells: [share, rangeText(limits, words), isUnusual ? t('days.yes') : ''] };
}

import type { Report } from '../../shared/contract/report.ts';
import { COUNTS_FROM } from '../../shared/domain/feedback/share.ts';
import { Bars } from './bars.tsx';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly report: Report };

/** What people who were not content want done better, most frequent first. */
export function BetterReasonsCard({ words, report }: Props) {
  const { t } = words;
  return (
    <section className="card better">
      <h2>{t('better.title')}</h2>
      <BetterReasons words={words} report={report} />
    </section>
  );
}

function BetterReasons({ words, report }: Props) {
  const { t, number } = words;
  const { answers, unhappyAnswers, unhappyWithReason, betterReasons } = report;
  if (answers < COUNTS_FROM) {
    return <p className="none">{answers === 0 ? t('none.answers') : t('tooFew.answers')}</p>;
  }
  const about = t('better.about', {
    count: unhappyAnswers,
    shown: number(unhappyAnswers),
    withReason: number(unhappyWithReason),
  });
  return (
    <>
      <p className="sub">{about}</p>
      <Bars
        words={words}
        bars={betterReasons.map(({ reasonId, count }) => ({
          id: reasonId,
          label: words.label(report.reasonLabels[reasonId] ?? { en: reasonId }),
          count,
        }))}
      />
    </>
  );
}

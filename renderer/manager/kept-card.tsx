import type { Report } from '../../shared/contract/report.ts';
import { KeptDays } from './kept-days.tsx';
import { KeptTable } from './kept-table.tsx';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly report: Report };

/** The waits people were told, and what became of them: of all, and day by day. */
export function KeptCard({ words, report }: Props) {
  const { t, number } = words;
  const { overall, byDay } = report.promises;
  const { kept, slipsPerPatient } = overall.first;
  if (kept.kind === 'none') {
    return (
      <section className="card kept">
        <h2>{t('kept.title')}</h2>
        <p className="none">{kept.n === 0 ? t('none.visits') : t('tooFew.visits')}</p>
        {kept.n === 0 ? null : <p>{t('share.from10', { count: kept.n, shown: number(kept.n) })}</p>}
      </section>
    );
  }
  return (
    <section className="card kept">
      <h2>{t('kept.title')}</h2>
      <p className="kept-errors">{errorsText(report, words)}</p>
      <KeptTable words={words} overall={overall} />
      {slipsPerPatient === null ? null : (
        <p className="kept-slips">{t('kept.slips', { times: number(slipsPerPatient) })}</p>
      )}
      <KeptDays words={words} days={byDay} all={kept} />
    </section>
  );
}

/** How far off our waits were, beside the rule that most clinics know. */
function errorsText(report: Report, { t, minutes }: Words): string {
  const { foyerMinutes, simpleMinutes } = report.promises.estimates;
  if (foyerMinutes === null || simpleMinutes === null) return t('kept.estimatesFew');
  return t('kept.estimates', { ours: minutes(foyerMinutes), simple: minutes(simpleMinutes) });
}

import type { Report } from '../../shared/contract/report.ts';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly report: Report };

/** How long people waited to be called, and whether that has really changed. */
export function WaitCard({ words, report }: Props) {
  const { t, number } = words;
  const { wait, waitBefore, waitChange } = report;
  if (wait.medianMinutes === null) {
    return (
      <section className="card figure">
        <h2>{t('wait.title')}</h2>
        <p className="none">{wait.visits === 0 ? t('none.waits') : t('tooFew.waits')}</p>
        <p>{t('wait.from10', { count: wait.visits, shown: number(wait.visits) })}</p>
      </section>
    );
  }
  const before = waitBefore.medianMinutes;
  return (
    <section className="card figure">
      <h2>{t('wait.title')}</h2>
      <p className="value">
        {number(wait.medianMinutes)} <small>{t('wait.half', { count: wait.medianMinutes })}</small>
      </p>
      <p className="apart">
        {wait.ninetiethMinutes === null
          ? t('wait.from30')
          : t('wait.nineInTen', {
              count: wait.ninetiethMinutes,
              shown: number(wait.ninetiethMinutes),
            })}{' '}
        {before === null ? null : t('wait.before', { count: before, shown: number(before) })}{' '}
        <strong>{t(`wait.change.${waitChange}`)}</strong>
      </p>
    </section>
  );
}

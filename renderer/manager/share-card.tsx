import type { Report } from '../../shared/contract/report.ts';
import type { Share } from '../../shared/domain/feedback/share.ts';
import { ShareRange } from './share-range.tsx';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly report: Report };

/** How many said "good" or "very good", how sure that is, and whether it has really changed. */
export function GoodCard({ words, report }: Props) {
  const { t } = words;
  const { good, goodChange } = report;
  return (
    <section className="card figure">
      <h2>{t('good.title')}</h2>
      <ShareFigure words={words} share={good} ofWhat="answers" />
      <p>
        {shareNote(good, words)}{' '}
        {good.kind === 'none' ? null : <strong>{t(`good.change.${goodChange}`)}</strong>}
      </p>
    </section>
  );
}

/** Whether people were called by when we said at check-in. */
export function PromisesCard({ words, report }: Props) {
  const { t } = words;
  return (
    <section className="card figure">
      <h2>{t('promises.title')}</h2>
      <ShareFigure words={words} share={report.promisesKept} ofWhat="visits" />
      <p>
        {shareNote(report.promisesKept, words)}{' '}
        {report.promisesKept.kind === 'none' ? null : t('promises.note')}
      </p>
    </section>
  );
}

type FigureProps = {
  readonly words: Words;
  readonly share: Share;
  readonly ofWhat: 'answers' | 'visits';
};

function ShareFigure({ words, share, ofWhat }: FigureProps) {
  const { t, number } = words;
  if (share.kind === 'none') {
    return <p className="none">{share.n === 0 ? t(`none.${ofWhat}`) : t(`tooFew.${ofWhat}`)}</p>;
  }
  const of = { count: number(share.count), n: number(share.n) };
  if (share.kind === 'counts') {
    return (
      <>
        <p className="value">
          {t('share.counts', of)} <small>{t(`share.${ofWhat}`)}</small>
        </p>
        <ShareRange share={share} />
      </>
    );
  }
  return (
    <>
      <p className="value">
        {words.percent(share.percent)} <small>{t(`share.of.${ofWhat}`, of)}</small>
      </p>
      <ShareRange share={share} />
    </>
  );
}

function shareNote(share: Share, { t, percent, number }: Words): string {
  switch (share.kind) {
    case 'none':
      return t('share.from10', { count: share.n, shown: number(share.n) });
    case 'counts':
      return t('share.from30');
    case 'share':
      return t('share.likely', {
        low: percent(share.lowPercent),
        high: percent(share.highPercent),
      });
  }
}

/** A share on one line: "86% (354 of 412)". */
export function shareText(share: Share, { t, number, percent }: Words): string {
  if (share.kind === 'none') return t('tooFew.visits');
  const of = t('share.counts', { count: number(share.count), n: number(share.n) });
  return share.kind === 'counts' ? of : `${percent(share.percent)} (${of})`;
}

import type { PromiseFigures, PromiseScores } from '../../shared/contract/report.ts';
import type { Share } from '../../shared/domain/feedback/share.ts';
import { ShareRange } from './share-range.tsx';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly overall: PromiseScores };

/** The time told first beside the one told last: how many were called by it, and how it missed. */
export function KeptTable({ words, overall }: Props) {
  const { t } = words;
  const { first, last } = overall;
  return (
    <table className="kept-table">
      <thead>
        <tr>
          <th scope="col">{t('kept.told')}</th>
          <th scope="col">{t('kept.first')}</th>
          <th scope="col">{t('kept.last')}</th>
        </tr>
      </thead>
      <tbody>
        {(['kept', 'inside', 'early'] as const).map((which) => (
          <tr key={which} className={which}>
            <th scope="row">{t(`kept.${which}`)}</th>
            <td>
              <ShareCell words={words} share={first[which]} hasRange={which === 'kept'} />
            </td>
            <td>
              <ShareCell words={words} share={last[which]} hasRange={which === 'kept'} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('kept.late')}</th>
          <td>{lateText(first, words)}</td>
          <td>{lateText(last, words)}</td>
        </tr>
        <tr>
          <th scope="row">{t('kept.width')}</th>
          <td>{widthText(first, words)}</td>
          <td>{widthText(last, words)}</td>
        </tr>
      </tbody>
    </table>
  );
}

type CellProps = { readonly words: Words; readonly share: Share; readonly hasRange: boolean };

function ShareCell({ words, share, hasRange }: CellProps) {
  const { t, number, percent } = words;
  if (share.kind === 'none') return t('tooFew.visits');
  const of = t('share.counts', { count: number(share.count), n: number(share.n) });
  return (
    <>
      {share.kind === 'counts' ? (
        <strong>{of}</strong>
      ) : (
        <>
          <strong>{percent(share.percent)}</strong> <span className="of">{of}</span>
        </>
      )}
      {hasRange ? <ShareRange share={share} /> : null}
      {hasRange && share.kind === 'share' ? (
        <span className="of">
          {t('share.likely', { low: percent(share.lowPercent), high: percent(share.highPercent) })}
        </span>
      ) : null}
    </>
  );
}

function lateText({ late }: PromiseFigures, { t, minutes }: Words): string {
  if (late === null) return t('kept.lateFew');
  return t('kept.lateBy', { half: minutes(late.medianMinutes), mean: minutes(late.meanMinutes) });
}

function widthText({ widthMinutes }: PromiseFigures, { t, minutes }: Words): string {
  if (widthMinutes === null) return t('tooFew.visits');
  return t('kept.onAverage', { minutes: minutes(widthMinutes) });
}

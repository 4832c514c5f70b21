import type { TFunction } from 'i18next';
import { useTranslation } from '../i18n/use-translation.ts';
import type { DisplaySnapshot } from '../../shared/contract/snapshots.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { wordsForWait } from '../../shared/domain/waits/told/shown-wait.ts';
import { waitText } from '../i18n/wait-text.ts';
import { useNow } from '../ui/now.ts';

const LISTED = 5;

type Props = {
  readonly next: DisplaySnapshot['next'];
  readonly waitingCount: number;
  readonly sentAt: EpochMs;
  readonly clockOffset: number;
};

/** The next five with their waits, counted down as the minutes pass, and how many wait behind them. */
export function NextInLine({ next, waitingCount, sentAt, clockOffset }: Props) {
  const { t } = useTranslation('display');
  // The screen's catalogue has every key of the shared waits, in words short enough for its column.
  const shortWords = t as unknown as TFunction;
  // Never before the snapshot: rounded down to the minute, a fresh wait would seem one step longer.
  const now = Math.max(useNow(60_000) + clockOffset, sentAt);
  const listed = next.slice(0, LISTED);
  const moreCount = Math.max(0, waitingCount - listed.length);
  if (listed.length === 0) {
    return (
      <section className="next empty">
        <h2>{moreCount === 0 ? t('nobodyWaiting') : t('moreWaiting', { count: moreCount })}</h2>
      </section>
    );
  }
  return (
    <section className="next">
      <h2>
        <span>{t('next')}</span>
        <span>{t('waitAbout')}</span>
      </h2>
      <ul>
        {listed.map(({ ticket, wait }) => (
          <li key={ticket}>
            <strong className="ltr">{ticket}</strong>
            <span>{waitText(wordsForWait(wait, now), shortWords)}</span>
          </li>
        ))}
      </ul>
      {moreCount > 0 && <p className="more">{t('moreWaiting', { count: moreCount })}</p>}
    </section>
  );
}

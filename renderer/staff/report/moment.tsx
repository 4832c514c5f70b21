import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow } from '../../ui/now.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { agoText } from '../ago.ts';

type Props = {
  readonly at: EpochMs | null;
  /** Without the date and time, where only the time since matters. */
  readonly isBrief?: boolean;
};

/** An instant in the machine's own time, and how long ago it was. */
export function Moment({ at, isBrief = false }: Props) {
  const { t, i18n } = useTranslation('staff');
  const now = useNow(1_000);
  if (at === null) return <>{t('report.never')}</>;
  const ago = agoText(at, now, i18n.language);
  if (isBrief) return <bdi>{ago}</bdi>;
  const clock = new Intl.DateTimeFormat(`${i18n.language}-u-nu-latn`, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  return (
    <>
      <bdi>{clock.format(at)}</bdi> <span className="fact-more">({ago})</span>
    </>
  );
}

import { useTranslation } from '../i18n/use-translation.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { clockTime } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { WARNING } from '../ui/icon-shapes.ts';

type Props = { readonly sinceAt: EpochMs | null; readonly timeZone: string };

/** Says since when the page is out of date, and where the truth is to be seen. */
export function StaleBanner({ sinceAt, timeZone }: Props) {
  const { t, i18n } = useTranslation('phone');
  return (
    <div role="alert">
      {sinceAt !== null && (
        <div className="stale">
          <Icon shape={WARNING} />
          <p>
            <strong>
              {t('stale.title', { time: clockTime(sinceAt, timeZone, i18n.language) })}
            </strong>
            <br />
            {t('stale.text')}
          </p>
        </div>
      )}
    </div>
  );
}

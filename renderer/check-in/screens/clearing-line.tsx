import { useTranslation } from '../../i18n/use-translation.ts';
import { SECOND_MS } from '../../../shared/domain/time.ts';
import { CONFIRMATION_MS } from '../timings.ts';

type Props = { readonly seconds: number };

/** When this screen will be cleared, in words and as a line that runs out. */
export function ClearingLine({ seconds }: Props) {
  const { t } = useTranslation('check-in');
  const share = Math.min(1, (seconds * SECOND_MS) / CONFIRMATION_MS);
  return (
    <div className="clearing" role="timer">
      <p>{t('confirmation.clears', { count: seconds })}</p>
      <div className="clearing-track" aria-hidden="true">
        <i style={{ inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  );
}

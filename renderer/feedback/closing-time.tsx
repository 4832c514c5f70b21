import { useTranslation } from '../i18n/use-translation.ts';
import { useNow } from '../ui/now.ts';
import { type Closing, secondsLeft, shareLeft } from './closing.ts';

const STEP_MS = 250;

/** Says in words and as a bar when the screen closes by itself. */
export function ClosingTime({ closing }: { readonly closing: Closing }) {
  const { t } = useTranslation('feedback');
  // The step that is over by now, not the one that began: seconds turn when they are over.
  const now = useNow(STEP_MS) + STEP_MS;
  return (
    <div className="closing-time">
      <p>
        {t('closesIn')}{' '}
        <b className="strong">{t('seconds', { count: secondsLeft(closing, now) })}</b>
      </p>
      <div className="track">
        <div key={closing.atMs} style={{ inlineSize: `${shareLeft(closing, now) * 100}%` }} />
      </div>
    </div>
  );
}

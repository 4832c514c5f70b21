import { useTranslation } from '../i18n/use-translation.ts';
import { clockTime } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { HAND } from '../ui/icon-shapes.ts';
import type { PageProps } from './page-props.ts';

/** A person is always one touch away; and how fresh this page is. */
export function PageFoot({ snapshot, requests, staleSinceAt }: PageProps) {
  const { t, i18n } = useTranslation('phone');
  return (
    <footer className="foot">
      <div aria-live="polite">
        {snapshot.isHelpComing && <p className="told">{t('help.coming')}</p>}
        {requests.failed === 'help' && <p className="failed">{t('help.failed')}</p>}
      </div>
      {!snapshot.isHelpComing && (
        <button
          type="button"
          className="button"
          aria-disabled={requests.sending !== null}
          onClick={requests.askForHelp}
        >
          <Icon shape={HAND} />
          {requests.sending === 'help' ? t('sending') : t('help.ask')}
        </button>
      )}
      {staleSinceAt === null && (
        <p className="updated">
          {t('updated', {
            time: clockTime(snapshot.sentAt, snapshot.timeZone, i18n.language),
          })}
        </p>
      )}
    </footer>
  );
}

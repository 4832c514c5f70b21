import { useTranslation } from '../i18n/use-translation.ts';
import { WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Link } from '../realtime/connection.ts';

/** The whole page while there is nothing to show: not connected yet, or not allowed to. */
export function LinkScreen({ link }: { readonly link: Link }) {
  const { t } = useTranslation('desk');
  const { t: common } = useTranslation('common');
  const isQuiet = link.kind === 'connecting' || link.kind === 'live';
  return (
    <main className="link-screen" aria-live="polite">
      {isQuiet ? null : <Icon shape={WARNING} />}
      {isQuiet ? <p>{common('link.connecting')}</p> : null}
      {link.kind === 'stale' ? <p>{t('link.noAnswer')}</p> : null}
      {link.kind === 'refused' ? (
        <p>{link.reason === 'contract-changed' ? t('link.updating') : common('link.notAllowed')}</p>
      ) : null}
    </main>
  );
}

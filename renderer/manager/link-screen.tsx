import type { Link } from '../realtime/connection.ts';
import { WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { LanguageSelect } from '../ui/language-select.tsx';
import { useWords, type Words } from './use-words.ts';

/** The whole page while there is nothing to show: not connected yet, or not allowed to. */
export function LinkScreen({ link }: { readonly link: Link }) {
  const words = useWords();
  const isQuiet = link.kind === 'connecting' || link.kind === 'live';
  return (
    <main className="manager link-screen" aria-live="polite">
      {isQuiet ? null : <Icon shape={WARNING} />}
      <p>{linkText(link, words)}</p>
      <LanguageSelect language={words.language} label={words.t('language')} />
    </main>
  );
}

function linkText(link: Link, { t, common }: Words): string {
  if (link.kind === 'stale') return t('link.noAnswer');
  if (link.kind !== 'refused') return common('link.connecting');
  return link.reason === 'contract-changed' ? t('link.updating') : common('link.notAllowed');
}

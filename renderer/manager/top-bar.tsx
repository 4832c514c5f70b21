import type { ManagerSnapshot } from '../../shared/contract/snapshots.ts';
import { LanguageSelect } from '../ui/language-select.tsx';
import { SPAN_CHOICES, type SpanChoice } from './span-choice.ts';
import type { Words } from './use-words.ts';

type Props = {
  readonly snapshot: ManagerSnapshot;
  readonly words: Words;
  readonly choice: SpanChoice;
  readonly onChoice: (choice: SpanChoice) => void;
};

/** The bar: whose clinic, which days, and the language of the page. */
export function TopBar({ snapshot, words, choice, onChoice }: Props) {
  const { t } = words;
  return (
    <header className="top">
      <span className="brand">
        <span className="dot" />
        {snapshot.shortName}
      </span>
      <nav className="spans" aria-label={t('span.name')}>
        {SPAN_CHOICES.map((item) => (
          <button
            key={item}
            type="button"
            aria-pressed={item === choice}
            onClick={() => onChoice(item)}
          >
            {t(`span.${item}`)}
          </button>
        ))}
      </nav>
      {snapshot.isDemonstration ? (
        <span className="chip warn">{words.common('demonstration')}</span>
      ) : null}
      <LanguageSelect language={words.language} label={t('language')} />
    </header>
  );
}

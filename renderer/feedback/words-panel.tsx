import { useId } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import type { Closing } from './closing.ts';
import { ClosingBar } from './closing-bar.tsx';
import { Keyboard } from './keyboard.tsx';
import { lettersOf } from './keyboard-layouts.ts';
import { useTextEntry } from './use-text-entry.ts';

const LONGEST = 140;

type Props = {
  readonly words: string;
  readonly closing: Closing;
  readonly onDone: (words: string) => void;
  readonly onBack: () => void;
};

export function WordsPanel({ words, closing, onDone, onBack }: Props) {
  const { t, i18n } = useTranslation('feedback');
  const id = useId();
  const { text, field, type } = useTextEntry<HTMLTextAreaElement>(words, LONGEST);
  const submit = (event: Event): void => {
    event.preventDefault();
    onDone(text);
  };
  return (
    <form className="write" onSubmit={submit}>
      <div className="write-head">
        <h1 id={id}>{t('words.title')}</h1>
        <p>{t('words.noNames')}</p>
      </div>
      <div className="write-field">
        <textarea
          {...field}
          aria-labelledby={id}
          maxLength={LONGEST}
          rows={2}
          lang={i18n.language}
        />
        <p className="count">{t('words.left', { count: LONGEST - text.length })}</p>
      </div>
      <Keyboard key={i18n.language} layout={lettersOf(i18n.language)} onKey={type} />
      <ClosingBar
        closing={closing}
        before={
          <button type="button" onClick={onBack}>
            {t('back')}
          </button>
        }
      >
        <button type="submit" className="primary">
          {t('words.done')}
        </button>
      </ClosingBar>
    </form>
  );
}

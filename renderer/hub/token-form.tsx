import { useEffect, useId, useRef } from 'preact/compat';
import { WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { LanguageSelect } from '../ui/language-select.tsx';
import type { Words } from './use-words.ts';

type Props = {
  readonly words: Words;
  readonly isRefused: boolean;
  readonly onToken: (token: string) => void;
};

/** Asks once for the token that opens the reports. */
export function TokenForm({ words, isRefused, onToken }: Props) {
  const { t, language } = words;
  const field = useRef<HTMLInputElement>(null);
  // Nothing else can be done here, also after a token that was wrong.
  useEffect(() => field.current?.focus(), []);
  const hintId = useId();
  const problemId = useId();
  return (
    <main className="hub token-screen">
      <form
        className="token-card"
        onSubmit={(event) => {
          event.preventDefault();
          const token = new FormData(event.currentTarget).get('token');
          if (typeof token === 'string' && token.trim() !== '') onToken(token.trim());
        }}
      >
        <span className="dot" />
        <h1>{t('token.title')}</h1>
        <label>
          <span className="strong">{t('token.label')}</span>
          <input
            className="ltr"
            name="token"
            type="password"
            autoComplete="off"
            required
            ref={field}
            aria-invalid={isRefused}
            aria-describedby={`${problemId} ${hintId}`}
          />
        </label>
        <p className="problem" id={problemId} role="alert">
          {isRefused ? (
            <>
              <Icon shape={WARNING} />
              {t('token.wrong')}
            </>
          ) : null}
        </p>
        <p className="hint" id={hintId}>
          {t('token.hint')}
        </p>
        <button type="submit" className="open">
          {t('token.open')}
        </button>
      </form>
      <LanguageSelect language={language} label={t('language')} />
    </main>
  );
}

import { useId } from 'preact/compat';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';
import { alphabetsFor, lettersOf, letterTyped } from '../letters.ts';
import type { NamePart } from '../session-state.ts';
import { isEnterForScreen, useKeys } from '../use-keys.ts';
import { ContinueButtons } from './continue-buttons.tsx';
import { EntryError } from './entry-error.tsx';
import { HideButton } from './hide-button.tsx';

type Props = ScreenProps & { readonly of: NamePart; readonly isMissing: boolean };

/** Step 2: one letter, by touch or by keys. */
export function LetterScreen({ clinic, language, session, act, of, isMissing }: Props) {
  const { t } = useTranslation('check-in');
  const errorId = useId();
  const letter = of === 'last' ? session.lastInitial : session.firstInitial;
  const alphabets = alphabetsFor(language);
  const alphabet = session.alphabet ?? alphabets[0] ?? 'latin';
  const other = alphabets.find((each) => each !== alphabet);
  const choose = (chosen: string): void => act({ type: 'letter-chosen', letter: chosen });
  const goOn = (): void => act({ type: 'letter-continued' });
  const goBack = (): void => act({ type: 'went-back' });
  useKeys((event) => {
    const typed = letterTyped(event.key);
    if (typed !== null) choose(typed);
    else if (event.key === 'Backspace') choose('');
    else if (event.key === 'Escape') goBack();
    else if (isEnterForScreen(event)) goOn();
  });

  return (
    <ClinicFrame
      clinic={clinic}
      sun="letter"
      {...(of === 'last' ? { step: t('step', { step: 2, steps: 2 }) } : {})}
      title={t(of === 'last' ? 'letter.titleLast' : 'letter.titleFirst')}
      hint={t('letter.hint')}
    >
      <div className="entry">
        {isMissing ? <EntryError id={errorId} text={t('letter.missing')} /> : null}
        <div className="letter-said">
          <p className="letter-chosen" aria-live="polite">
            <span className="visually-hidden">{t('letter.chosen')}: </span>
            {session.isHidden && letter !== '' ? '•' : letter}
          </p>
          {other === undefined ? null : (
            <button
              type="button"
              className="pill"
              onClick={() => act({ type: 'alphabet-chosen', alphabet: other })}
            >
              {t(`letter.${other}`)}
            </button>
          )}
          <HideButton isHidden={session.isHidden} onTouch={() => act({ type: 'hidden-toggled' })} />
        </div>
        <fieldset
          className="letter-pad"
          dir={alphabet === 'arabic' ? 'rtl' : 'ltr'}
          lang={alphabet === 'arabic' ? 'ar' : 'en'}
          aria-label={t('letter.keys')}
          aria-describedby={isMissing ? errorId : undefined}
        >
          {lettersOf(alphabet, language).map((each) => (
            <button
              type="button"
              key={each}
              className="key"
              aria-pressed={session.isHidden ? undefined : each === letter}
              onClick={() => choose(each)}
            >
              {each}
            </button>
          ))}
        </fieldset>
        <ContinueButtons isBusy={session.request !== null} onBack={goBack} onContinue={goOn} />
      </div>
    </ClinicFrame>
  );
}

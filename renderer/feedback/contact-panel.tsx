import { useId, useState } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import { isReadableContact } from '../../shared/domain/feedback/contact.ts';
import { WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Closing } from './closing.ts';
import { ClosingBar } from './closing-bar.tsx';
import { Keyboard } from './keyboard.tsx';
import { CONTACT_KEYS } from './keyboard-layouts.ts';
import { useTextEntry } from './use-text-entry.ts';

const LONGEST = 120;

type Props = {
  readonly closing: Closing;
  /** The consent is given word for word as it was shown. */
  readonly onGive: (contact: string, consentText: string) => void;
  readonly onBack: () => void;
};

export function ContactPanel({ closing, onGive, onBack }: Props) {
  const { t } = useTranslation('feedback');
  const id = useId();
  const { text, field, type, resume } = useTextEntry<HTMLInputElement>('', LONGEST);
  const [isWrong, setIsWrong] = useState(false);
  const consent = t('contact.consent');
  const submit = (event: Event): void => {
    event.preventDefault();
    // Only on sending, and what was typed stays (UX 1.2).
    if (isReadableContact(text)) {
      onGive(text.trim(), consent);
      return;
    }
    setIsWrong(true);
    resume();
  };
  return (
    <form className="write write-contact" onSubmit={submit} noValidate>
      <div className="write-head">
        <h1 id={id}>{t('contact.title')}</h1>
      </div>
      <div className={isWrong ? 'write-field wrong' : 'write-field'}>
        <p className="hint" id={`${id}-hint`} role={isWrong ? 'alert' : undefined}>
          {isWrong && <Icon shape={WARNING} />}
          {t(isWrong ? 'contact.wrong' : 'contact.hint')}
        </p>
        <input
          {...field}
          type="text"
          dir="ltr"
          aria-labelledby={id}
          aria-describedby={`${id}-hint`}
          aria-invalid={isWrong}
          maxLength={LONGEST}
        />
      </div>
      <p className="consent">{consent}</p>
      <Keyboard layout={CONTACT_KEYS} onKey={type} />
      <ClosingBar
        closing={closing}
        before={
          <button type="button" onClick={onBack}>
            {t('back')}
          </button>
        }
      >
        <button type="submit" className="primary">
          {t('contact.agree')}
        </button>
      </ClosingBar>
    </form>
  );
}

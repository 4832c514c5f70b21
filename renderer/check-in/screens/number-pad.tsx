import { useTranslation } from '../../i18n/use-translation.ts';
import { Icon } from '../../ui/icon.tsx';
import { BACKSPACE } from '../../ui/icon-shapes.ts';

const DIGITS = '123456789'.split('');

type Props = {
  readonly onDigit: (digit: string) => void;
  readonly onClear: () => void;
  readonly onDelete: () => void;
};

/** The keypad of a telephone: it reads left to right in every language. */
export function NumberPad({ onDigit, onClear, onDelete }: Props) {
  const { t } = useTranslation('check-in');
  return (
    <fieldset className="number-pad" dir="ltr" aria-label={t('birth.keys')}>
      {DIGITS.map((digit) => (
        <button type="button" key={digit} className="key" onClick={() => onDigit(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" className="key key-word" dir="auto" onClick={onClear}>
        {t('birth.clear')}
      </button>
      <button type="button" className="key" onClick={() => onDigit('0')}>
        0
      </button>
      <button type="button" className="key key-word" onClick={onDelete}>
        <Icon shape={BACKSPACE} />
        <span className="key-text">{t('birth.delete')}</span>
      </button>
    </fieldset>
  );
}

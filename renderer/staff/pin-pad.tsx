import { useEffect, useEffectEvent } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import { Icon } from '../ui/icon.tsx';
import { BACKSPACE } from '../ui/icon-shapes.ts';
import type { Pin } from './use-pin.ts';

const DIGITS = '123456789'.split('');

type Props = { readonly pin: Pin };

/** The keypad of a telephone: it reads left to right in every language. */
export function PinPad({ pin }: Props) {
  const { t } = useTranslation('staff');
  usePinKeys(pin);
  return (
    <div className="pin-part">
      <output className="pin-dots" aria-label={t('pin.typed', { digits: pin.length })}>
        {'●'.repeat(pin.length)}
      </output>
      <fieldset className="pin-pad" dir="ltr" aria-label={t('pin.keys')} data-held={pin.isBusy}>
        {DIGITS.map((digit) => (
          <button type="button" key={digit} onClick={() => pin.type(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" aria-label={t('pin.erase')} onClick={pin.erase}>
          <Icon shape={BACKSPACE} />
        </button>
        <button type="button" onClick={() => pin.type('0')}>
          0
        </button>
        <button type="button" className="pin-ok" onClick={pin.submit}>
          {t('pin.ok')}
        </button>
      </fieldset>
    </div>
  );
}

function usePinKeys(pin: Pin): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (/^\d$/.test(event.key)) pin.type(event.key);
    else if (event.key === 'Backspace') pin.erase();
    else if (event.key === 'Enter' && !isOnButton(event.target)) pin.submit();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => hear(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

// There it presses the button.
function isOnButton(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button') !== null;
}

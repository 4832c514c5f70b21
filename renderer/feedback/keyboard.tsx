import { useState } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import { BACKSPACE } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { isNamedKey, type Key, type Layout, type NamedKey } from './keyboard-layouts.ts';
import type { KeyPress } from './text-entry.ts';

type Props = { readonly layout: Layout; readonly onKey: (key: KeyPress) => void };

/** Our own keyboard: a terminal has none, and the system's would cover the page. */
export function Keyboard({ layout, onKey }: Props) {
  const [layer, setLayer] = useState<'letters' | 'signs'>('letters');
  const [isShifted, setIsShifted] = useState(false);
  const { t } = useTranslation('feedback');
  const rows = layer === 'signs' && layout.signs !== null ? layout.signs : layout.letters;

  const press = (key: Key): void => {
    if (key === 'letters' || key === 'signs') setLayer(key);
    else if (key === 'shift') setIsShifted(!isShifted);
    else if (key === 'erase') onKey({ kind: 'erase' });
    else {
      onKey({ kind: 'type', text: key === 'space' ? ' ' : shifted(key, isShifted) });
      setIsShifted(false);
    }
  };

  return (
    <fieldset className="keyboard" dir="ltr" aria-label={t('key.all')}>
      {rows.map((row) => (
        <div className="key-row" key={row.join('')}>
          {row.map((key) =>
            isNamedKey(key) ? (
              <NamedKeyButton key={key} name={key} isOn={isShifted} onPress={press} />
            ) : (
              <button
                key={key}
                type="button"
                className={key.length > 2 ? 'key-text' : undefined}
                onMouseDown={keepFocusInText}
                onClick={() => press(key)}
              >
                {shifted(key, isShifted)}
              </button>
            ),
          )}
        </div>
      ))}
    </fieldset>
  );
}

type NamedKeyProps = {
  readonly name: NamedKey;
  readonly isOn: boolean;
  readonly onPress: (key: NamedKey) => void;
};

function NamedKeyButton({ name, isOn, onPress }: NamedKeyProps) {
  const { t } = useTranslation('feedback');
  const shape = KEY_SHAPES[name];
  return (
    <button
      type="button"
      className={`key-${name}`}
      aria-label={t(`key.${name}`)}
      aria-pressed={name === 'shift' ? isOn : undefined}
      onMouseDown={keepFocusInText}
      onClick={() => onPress(name)}
    >
      {shape === undefined ? t(`key.${name}`) : <Icon shape={shape} />}
    </button>
  );
}

const KEY_SHAPES: Readonly<Partial<Record<NamedKey, string>>> = {
  erase: BACKSPACE,
  shift: 'M12 4 4.5 12H8.5v7.5h7V12h4z',
};

/** The cursor stays in the text while our keys are touched. */
function keepFocusInText(event: MouseEvent): void {
  event.preventDefault();
}

function shifted(key: string, isShifted: boolean): string {
  return isShifted && key.length === 1 ? key.toUpperCase() : key;
}

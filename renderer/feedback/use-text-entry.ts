import {
  type RefObject,
  type TargetedEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'preact/compat';
import { afterKey, type KeyPress } from './text-entry.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

type Written<F extends Field> = {
  readonly text: string;
  /** For the field itself. Nothing typed is offered again to the next person by the browser. */
  readonly field: {
    readonly ref: RefObject<F | null>;
    readonly value: string;
    readonly onChange: (event: TargetedEvent<F>) => void;
    readonly autoComplete: 'off';
    readonly autoCapitalize: 'off';
    readonly spellcheck: false;
    readonly inputMode: 'none';
  };
  readonly type: (key: KeyPress) => void;
  /** Puts the cursor behind what was typed, so that a real keyboard goes on from there. */
  readonly resume: () => void;
};

/** A text written with our keyboard, with a real one, or with both. */
export function useTextEntry<F extends Field>(before: string, longest: number): Written<F> {
  const ref = useRef<F>(null);
  const [text, setText] = useState(before);
  const cursor = useRef<number | null>(null);

  useEffect(() => focusEnd(ref.current), []);
  // A text that is set puts the cursor at its end: it belongs after the key typed.
  useLayoutEffect(() => {
    if (cursor.current === null) return;
    ref.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  });

  return {
    text,
    field: {
      ref,
      value: text,
      onChange: (event) => setText(event.currentTarget.value),
      autoComplete: 'off',
      autoCapitalize: 'off',
      spellcheck: false,
      inputMode: 'none',
    },
    type: (key) => {
      const { selectionStart, selectionEnd } = ref.current ?? {};
      const start = selectionStart ?? text.length;
      const after = afterKey({ text, start, end: selectionEnd ?? start }, key, longest);
      cursor.current = after.start;
      setText(after.text);
      ref.current?.focus();
    },
    resume: () => focusEnd(ref.current),
  };
}

function focusEnd(field: Field | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

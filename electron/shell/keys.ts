import type { Input } from 'electron';

export type PressedKey = Pick<Input, 'key' | 'control' | 'alt' | 'meta'>;

const NAMED_KEYS: ReadonlySet<string> = new Set([
  'Tab',
  'Enter',
  'Backspace',
  'Delete',
  'Escape',
  'Home',
  'End',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  // The first half of a letter with an accent.
  'Dead',
]);

// Every name of a key is ASCII, and some keyboards write two letters at once ("لا"): what holds no
// ASCII is text however long it is.
const TEXT = /^(?:[ -~]|[^\p{ASCII}\p{Cc}\p{Cs}]+)$/u;

/** Whether a key may reach a page: what one writes and moves about with, and no shortcut of any kind. */
export function isKeyAllowed({ key, control, alt, meta }: PressedKey): boolean {
  if (meta) return false;
  if (control && alt) return isWrittenWithAltGr(key);
  if (control || alt) return false;
  return NAMED_KEYS.has(key) || TEXT.test(key);
}

// Windows reports AltGr as Control and Alt. AltGr writes "@", "€" or "ł"; with a plain letter, digit or
// space it wrote nothing, so those are shortcuts.
function isWrittenWithAltGr(key: string): boolean {
  return TEXT.test(key) && !/^[A-Za-z0-9 ]$/.test(key);
}

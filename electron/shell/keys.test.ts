import { expect, test } from 'vitest';
import { isKeyAllowed } from './keys.ts';

const press = (key: string, held: { control?: true; alt?: true; meta?: true } = {}) =>
  isKeyAllowed({ key, control: false, alt: false, meta: false, ...held });

test.each(['a', 'Z', '7', ' ', '@', '-', 'é', 'ñ', 'ß', 'ع', 'لا', 'Ж', '한', '𐐷', '\u200C'])(
  'what one writes reaches the page: %j',
  (key) => {
    expect(press(key)).toBe(true);
  },
);

test.each([
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
  'Dead',
])('what one moves about and edits with reaches the page: %s', (key) => {
  expect(press(key)).toBe(true);
});

test.each([
  ...Array.from({ length: 24 }, (_, index) => `F${index + 1}`),
  'PrintScreen',
  'ContextMenu',
  'Insert',
  'PageUp',
  'PageDown',
  'Meta',
  'Alt',
  'Control',
  'AltGraph',
  'BrowserBack',
  'BrowserHome',
  'BrowserRefresh',
  'LaunchMail',
  'MediaPlayPause',
  'AudioVolumeUp',
  'Power',
  'ZoomIn',
  'Unidentified',
  'ab',
  '',
  '\u0000',
  '\u007F',
  '\u0085',
  '\uD800',
  'Fé1',
])('any other key does not: %j', (key) => {
  expect(press(key)).toBe(false);
});

test.each(['a', 'r', 'w', 'q', 'p', 'u', '+', '-', '0', ' ', 'é', 'Tab', 'Escape', 'Delete', 'F4'])(
  'no key is a shortcut with Control, Alt or the system key held: %s',
  (key) => {
    expect(press(key, { control: true })).toBe(false);
    expect(press(key, { alt: true })).toBe(false);
    expect(press(key, { meta: true })).toBe(false);
    expect(press(key, { control: true, alt: true, meta: true })).toBe(false);
  },
);

test('AltGr, which Windows reports as Control and Alt, writes its signs and letters', () => {
  const altGr = { control: true, alt: true } as const;

  for (const key of ['@', '€', '{', '\\', '~', 'ł', 'á']) expect(press(key, altGr)).toBe(true);
  for (const key of ['t', 'T', '1', ' ', 'Delete', 'Tab', 'F2', 'ArrowLeft', 'Dead']) {
    expect(press(key, altGr)).toBe(false);
  }
});

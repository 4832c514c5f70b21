import { expect, test } from 'vitest';
import {
  CONTACT_KEYS,
  isNamedKey,
  type KeyRows,
  type Layout,
  lettersOf,
} from './keyboard-layouts.ts';

const ALPHABETS = {
  en: 'abcdefghijklmnopqrstuvwxyz',
  es: 'abcdefghijklmnñopqrstuvwxyzáéíóúü¿¡',
  ar: 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى؟،',
} as const;
/** On a portrait terminal of 1080 px, more would be under 20 mm wide (UX 1.2). */
const MOST_IN_A_ROW = 12;

function layers(layout: Layout): readonly KeyRows[] {
  return layout.signs === null ? [layout.letters] : [layout.letters, layout.signs];
}

test.each(Object.entries(ALPHABETS))('every letter of %s has a key', (language, alphabet) => {
  const keys = new Set(lettersOf(language).letters.flat());

  expect(Array.from(alphabet).filter((letter) => !keys.has(letter))).toEqual([]);
});

test.each(Object.keys(ALPHABETS))(
  '%s has digits one touch away, a space and a way to erase',
  (language) => {
    const { letters, signs } = lettersOf(language);

    expect(letters.flat()).toEqual(expect.arrayContaining(['space', 'erase', 'signs']));
    expect(signs?.flat()).toEqual(
      expect.arrayContaining(Array.from('1234567890').concat('letters', 'erase')),
    );
  },
);

test('a phone number and an e-mail address can be typed without changing the keys', () => {
  expect(CONTACT_KEYS.letters.flat()).toEqual(
    expect.arrayContaining(Array.from('0123456789+abcxyz@.-_').concat('erase')),
  );
});

test('no row is too long for a portrait terminal, and no row has a key twice', () => {
  for (const layout of [...Object.keys(ALPHABETS).map(lettersOf), CONTACT_KEYS]) {
    for (const row of layers(layout).flat()) {
      expect(row.length).toBeLessThanOrEqual(MOST_IN_A_ROW);
      expect(new Set(row).size).toBe(row.length);
      expect(row.every((key) => isNamedKey(key) || key.trim() !== '')).toBe(true);
    }
  }
});

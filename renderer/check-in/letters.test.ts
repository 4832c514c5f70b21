import { expect, test } from 'vitest';
import { initialOf } from '../../shared/domain/initials.ts';
import { alphabetsFor, lettersOf, letterTyped } from './letters.ts';

test('every letter of every pad finds the names that begin with it', () => {
  for (const language of ['en', 'es', 'ar']) {
    for (const alphabet of alphabetsFor(language)) {
      for (const letter of lettersOf(alphabet, language)) {
        expect(initialOf(letter)).toBe(initialOf(`${letter}x`));
        expect(initialOf(letter)).not.toBe('');
      }
    }
  }
});

test('the Spanish pad has Ñ after N, the English one has 26 letters', () => {
  expect(lettersOf('latin', 'es').join('')).toBe('ABCDEFGHIJKLMNÑOPQRSTUVWXYZ');
  expect(lettersOf('latin', 'en')).toHaveLength(26);
});

test('the Arabic pad has the 28 letters, and somebody filed in Latin letters can switch', () => {
  expect(lettersOf('arabic', 'ar')).toHaveLength(28);
  expect(alphabetsFor('ar')).toEqual(['arabic', 'latin']);
});

test.each([
  ['w', 'W'],
  ['W', 'W'],
  ['é', 'E'],
  ['ñ', 'Ñ'],
  ['أ', 'ا'],
  ['و', 'و'],
])('the key %s means the letter %s', (key, letter) => {
  expect(letterTyped(key)).toBe(letter);
});

test.each(['Enter', 'Backspace', '7', ' ', '-', 'ж'])('the key %s is no letter', (key) => {
  expect(letterTyped(key)).toBeNull();
});

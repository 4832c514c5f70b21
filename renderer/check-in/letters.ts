import { initialOf } from '../../shared/domain/initials.ts';

const LATIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const SPANISH = 'ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'.split('');
const ARABIC = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'.split('');

export type Alphabet = 'latin' | 'arabic';

/** The alphabets a reader is offered, theirs first: a name may be filed in Latin letters all the same. */
export function alphabetsFor(language: string): readonly Alphabet[] {
  return language === 'ar' ? ['arabic', 'latin'] : ['latin'];
}

/** The letters of a pad, in the order people learn them. */
export function lettersOf(alphabet: Alphabet, language: string): readonly string[] {
  if (alphabet === 'arabic') return ARABIC;
  return language === 'es' ? SPANISH : LATIN;
}

/** The letter meant by a key of a keyboard, or null when the key is not a letter of any pad. */
export function letterTyped(key: string): string | null {
  const [character, ...others] = key;
  if (character === undefined || others.length > 0) return null;
  const capital = character.toLocaleUpperCase('en');
  if (SPANISH.includes(capital)) return capital;
  const letter = initialOf(character);
  return LATIN.includes(letter) || ARABIC.includes(letter) ? letter : null;
}

// Arabic letters that people do not tell apart when asked for a first letter.
const ARABIC_FOLDS: Readonly<Record<string, string>> = { أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ي' };

/**
 * The first letter of a name as people would type it: without accents, in capitals, apostrophes and
 * spaces skipped. Empty when the name has no letter at all.
 */
export function initialOf(name: string): string {
  const letter = name.normalize('NFD').match(/\p{L}/u)?.[0] ?? '';
  const folded = ARABIC_FOLDS[letter.normalize('NFC')] ?? letter;
  return folded.toLocaleUpperCase('en').charAt(0);
}

/** "J. W." for a screen that must not show a name. */
export function initials(firstName: string, lastName: string): string {
  return [initialOf(firstName), initialOf(lastName)]
    .filter((letter) => letter !== '')
    .map((letter) => `${letter}.`)
    .join(' ');
}

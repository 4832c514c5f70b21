// Letters that stay themselves when accents are taken off, and the one people type or mean for each.
const FOLDS: Readonly<Record<string, string>> = {
  ٱ: 'ا',
  ى: 'ي',
  Ł: 'L',
  Ø: 'O',
  Œ: 'O',
  Æ: 'A',
  Đ: 'D',
  Ð: 'D',
  Þ: 'T',
  Ħ: 'H',
};

/**
 * The first letter of a name as people would type it: without accents, in capitals, apostrophes and
 * spaces skipped. Empty when the name has no letter at all.
 */
export function initialOf(name: string): string {
  // Not \p{L}: that also holds letter-like marks, such as the first sign of "ʻAkamu".
  const letter = name.normalize('NFD').match(/[\p{Lu}\p{Ll}\p{Lt}\p{Lo}]/u)?.[0] ?? '';
  const [capital = ''] = letter.toLocaleUpperCase('en');
  return FOLDS[capital] ?? capital;
}

/** "J. W." for a screen that must not show a name. */
export function initials(firstName: string, lastName: string): string {
  return [initialOf(firstName), initialOf(lastName)]
    .filter((letter) => letter !== '')
    .map((letter) => `${letter}.`)
    .join(' ');
}

/** What a key types, or one of the named keys, which do something else. */
export type Key = string;

export type KeyRows = readonly (readonly Key[])[];

/** Two layers of keys. `letters` is what it opens with. */
export type Layout = { readonly letters: KeyRows; readonly signs: KeyRows | null };

const NAMED_KEYS = ['shift', 'erase', 'space', 'letters', 'signs'] as const;
export type NamedKey = (typeof NAMED_KEYS)[number];

/** A row of keys, written with spaces between them. */
function keys(row: string): readonly Key[] {
  return row.split(' ');
}

export function isNamedKey(key: Key): key is NamedKey {
  return (NAMED_KEYS as readonly string[]).includes(key);
}

const DIGITS = keys('1 2 3 4 5 6 7 8 9 0');
const SIGNS: KeyRows = [
  DIGITS,
  keys('- / : ; ( ) & @ " +'),
  keys(`' ! % = * # _ € $ erase`),
  keys('letters , space . ?'),
];

const ENGLISH: Layout = {
  letters: [
    keys('q w e r t y u i o p'),
    keys('a s d f g h j k l'),
    keys('shift z x c v b n m erase'),
    keys('signs , space . ?'),
  ],
  signs: SIGNS,
};

const SPANISH: Layout = {
  letters: [
    keys('á é í ó ú ü ¿ ? ¡ !'),
    keys('q w e r t y u i o p'),
    keys('a s d f g h j k l ñ'),
    keys('shift z x c v b n m erase'),
    keys('signs , space .'),
  ],
  signs: SIGNS,
};

// In the places of an Arabic keyboard; letters with hamza have keys of their own on top.
const ARABIC: Layout = {
  letters: [
    keys('ذ أ إ آ ء ؤ ئ ى ة ؟'),
    keys('ض ص ث ق ف غ ع ه خ ح ج د'),
    keys('ش س ي ب ل ا ت ن م ك ط'),
    keys('ر و ز ظ لا erase'),
    keys('signs ، space .'),
  ],
  signs: [
    DIGITS,
    keys('- / : ( ) @ " +'),
    keys('! % = * # _ ؛ erase'),
    keys('letters ، space . ؟'),
  ],
};

const BY_LANGUAGE: Readonly<Record<string, Layout>> = { en: ENGLISH, es: SPANISH, ar: ARABIC };

/** The letters of a language, in the places people know them from. */
export function lettersOf(language: string): Layout {
  return BY_LANGUAGE[language] ?? ENGLISH;
}

/** For a phone number or an e-mail address: the same in all languages, and small letters only. */
export const CONTACT_KEYS: Layout = {
  letters: [
    DIGITS,
    keys('q w e r t y u i o p'),
    keys('a s d f g h j k l @'),
    keys('z x c v b n m . erase'),
    keys('+ - _ space .com'),
  ],
  signs: null,
};

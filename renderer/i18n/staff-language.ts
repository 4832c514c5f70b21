const KEY = 'foyer.staff-language';

export const STAFF_LANGUAGES = ['en', 'es', 'ar'] as const;
type StaffLanguage = (typeof STAFF_LANGUAGES)[number];

/** The language chosen here before, else the first of the browser's that this page speaks. */
export function staffLanguage(): StaffLanguage {
  return firstSpoken([localStorage.getItem(KEY) ?? '', ...navigator.languages]);
}

export function rememberLanguage(language: string): void {
  localStorage.setItem(KEY, language);
}

/** "es-MX" is spoken as "es"; English when none is. */
export function firstSpoken(wanted: readonly string[]): StaffLanguage {
  for (const tag of wanted) {
    const found = STAFF_LANGUAGES.find((code) => code === tag.toLowerCase().split('-')[0]);
    if (found !== undefined) return found;
  }
  return 'en';
}

const KEY = 'foyer.manager-language';

export const STAFF_LANGUAGES = ['en', 'es', 'ar'] as const;
type StaffLanguage = (typeof STAFF_LANGUAGES)[number];

/** The language chosen here before, else the first of the browser's that this page speaks. */
export function staffLanguage(): StaffLanguage {
  const wanted = [localStorage.getItem(KEY) ?? '', ...navigator.languages];
  for (const tag of wanted) {
    const found = STAFF_LANGUAGES.find((code) => code === new Intl.Locale(tag || 'und').language);
    if (found !== undefined) return found;
  }
  return 'en';
}

export function rememberLanguage(language: string): void {
  localStorage.setItem(KEY, language);
}

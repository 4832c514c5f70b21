import i18next, { type Resource } from 'i18next';
import type { LocalizedText } from '../../shared/domain/clinic.ts';

/** Languages by their own names: a person looking for theirs may read no other. */
export const LANGUAGE_NAMES: Readonly<
  Record<string, { readonly own: string; readonly english: string }>
> = {
  en: { own: 'English', english: 'English' },
  es: { own: 'Español', english: 'Spanish' },
  ar: { own: 'العربية', english: 'Arabic' },
};

type Setup = {
  readonly resources: Resource;
  readonly defaultNS: string;
  readonly language?: string;
};

/** Starts translation with a page's own catalogues; the document follows the language's direction. */
export function startI18n({ resources, defaultNS, language }: Setup): void {
  i18next.on('languageChanged', (next) => {
    document.documentElement.lang = next;
    document.documentElement.dir = i18next.dir(next);
  });
  void i18next.init({
    resources,
    defaultNS,
    lng: language ?? 'en',
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
    initAsync: false,
    saveMissing: true,
    // A key that is missing in all languages is a bug: it is said aloud, and the tests listen.
    missingKeyHandler: (languages, namespace, key) => {
      console.error(`No text for ${namespace}:${key} in ${languages.join(', ')}`);
    },
  });
}

export function changeLanguage(language: string): void {
  if (language !== i18next.language) void i18next.changeLanguage(language);
}

/** A text from the clinic's file in the reader's language, or in English where it has none. */
export function inLanguage(text: LocalizedText, language: string): string {
  return text[language] ?? text.en;
}

/** A clock time of the clinic, such as "10:40", whatever zone the device believes it is in. */
export function clockTime(at: number, timeZone: string, language: string): string {
  const key = `${language} ${timeZone}`;
  const known = clocks.get(key);
  if (known) return known.format(at);
  const clock = new Intl.DateTimeFormat(`${language}-u-nu-latn`, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(key, clock);
  return clock.format(at);
}

/** Making one of these is slow on a small device: one for each language and zone is enough. */
const clocks = new Map<string, Intl.DateTimeFormat>();

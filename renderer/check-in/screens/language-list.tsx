import { LANGUAGE_NAMES } from '../../i18n/i18n.ts';

type Props = {
  readonly languages: readonly string[];
  readonly onChoose: (language: string) => void;
};

/** Languages in their own words and script: no flags, and nothing a person has to read first. */
export function LanguageList({ languages, onChoose }: Props) {
  return (
    <ul className="languages">
      {languages.map((language) => (
        <li key={language}>
          <button type="button" onClick={() => onChoose(language)} dir={directionOf(language)}>
            <b lang={language}>{LANGUAGE_NAMES[language]?.own ?? language}</b>
            {language === 'en' ? null : (
              <span lang="en">{LANGUAGE_NAMES[language]?.english ?? language}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

function directionOf(language: string): 'rtl' | 'ltr' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

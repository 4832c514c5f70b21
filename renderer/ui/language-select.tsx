import { changeLanguage, LANGUAGE_NAMES } from '../i18n/i18n.ts';
import { rememberLanguage, STAFF_LANGUAGES } from '../i18n/staff-language.ts';

type Props = { readonly language: string; readonly label: string };

/** The language of this page, by the languages' own names. */
export function LanguageSelect({ language, label }: Props) {
  return (
    <select
      className="language"
      aria-label={label}
      value={language}
      onChange={({ currentTarget }) => {
        rememberLanguage(currentTarget.value);
        changeLanguage(currentTarget.value);
      }}
    >
      {STAFF_LANGUAGES.map((code) => (
        <option key={code} value={code} lang={code}>
          {LANGUAGE_NAMES[code]?.own ?? code}
        </option>
      ))}
    </select>
  );
}

import { changeLanguage, LANGUAGE_NAMES } from '../i18n/i18n.ts';
import { rememberLanguage, STAFF_LANGUAGES } from '../i18n/staff-language.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Icon } from '../ui/icon.tsx';
import { ARROW_BACK } from '../ui/icon-shapes.ts';

type Props = { readonly onBack: () => void };

/** The way back to patients and the languages, at the same place on every screen. */
export function StaffBar({ onBack }: Props) {
  const { t, i18n } = useTranslation('staff');
  return (
    <nav className="bar" aria-label={t('bar.label')}>
      <button type="button" className="bar-help" onClick={onBack}>
        <Icon shape={ARROW_BACK} followsReading />
        {t('bar.back')}
      </button>
      {STAFF_LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          className="bar-language"
          lang={language}
          aria-pressed={language === i18n.language}
          onClick={() => {
            rememberLanguage(language);
            changeLanguage(language);
          }}
        >
          {LANGUAGE_NAMES[language]?.own ?? language}
        </button>
      ))}
    </nav>
  );
}

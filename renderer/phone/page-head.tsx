import { useTranslation } from '../i18n/use-translation.ts';
import { changeLanguage, LANGUAGE_NAMES } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { GLOBE } from '../ui/icon-shapes.ts';

type Props = {
  readonly clinicName: string;
  readonly languages: readonly string[];
  readonly isDemonstration: boolean;
};

/** Whose page this is, and its language: the native list of the phone, each by its own name. */
export function PageHead({ clinicName, languages, isDemonstration }: Props) {
  const { t, i18n } = useTranslation('phone');
  const { t: common } = useTranslation('common');
  return (
    <header className="head">
      <p className="clinic">
        <span className="dot" aria-hidden="true" />
        {clinicName}
      </p>
      {languages.length > 1 && (
        <label className="language">
          <Icon shape={GLOBE} />
          <span className="visually-hidden">{t('language')}</span>
          <select
            value={i18n.language}
            onChange={(event) => changeLanguage(event.currentTarget.value)}
          >
            {languages.map((language) => (
              <option key={language} value={language} lang={language}>
                {LANGUAGE_NAMES[language]?.own ?? language}
              </option>
            ))}
          </select>
        </label>
      )}
      {isDemonstration && <p className="demonstration">{common('demonstration')}</p>}
    </header>
  );
}

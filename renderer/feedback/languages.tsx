import { useTranslation } from '../i18n/use-translation.ts';
import { changeLanguage, LANGUAGE_NAMES } from '../i18n/i18n.ts';

type Props = {
  readonly languages: readonly string[];
  /** Leaves out the language that is on, where there is little room. */
  readonly onlyOthers?: boolean;
};

/** Every language by its own name, one touch away (UX 0). */
export function Languages({ languages, onlyOthers = false }: Props) {
  const { i18n, t } = useTranslation('feedback');
  if (languages.length < 2) return null;
  const shown = languages.filter((language) => !onlyOthers || language !== i18n.language);
  return (
    <fieldset className="languages" aria-label={t('languages')}>
      {shown.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={onlyOthers ? undefined : language === i18n.language}
          onClick={() => changeLanguage(language)}
        >
          {LANGUAGE_NAMES[language]?.own ?? language}
        </button>
      ))}
    </fieldset>
  );
}

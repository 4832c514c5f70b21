import type { ReactNode } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';

type Props = {
  readonly language: string;
  readonly className: string;
  readonly children: ReactNode;
};

/** A message in a language of its own: its font, its direction, its voice in a screen reader. */
export function InLanguage({ language, className, children }: Props) {
  const { i18n } = useTranslation('display');
  return (
    <div className={className} lang={language} dir={i18n.dir(language)}>
      {children}
    </div>
  );
}

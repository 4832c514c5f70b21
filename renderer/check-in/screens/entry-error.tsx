import { useTranslation } from '../../i18n/use-translation.ts';
import { Icon } from '../../ui/icon.tsx';
import { WARNING } from '../../ui/icon-shapes.ts';

type Props = { readonly id: string; readonly text: string };

/** What to put right, said only after Continue (UX 1.2). */
export function EntryError({ id, text }: Props) {
  const { t } = useTranslation('check-in');
  return (
    <p id={id} className="entry-error" role="alert">
      <Icon shape={WARNING} stroke={2.2} />
      <span className="visually-hidden">{t('birth.error.label')}: </span>
      {text}
    </p>
  );
}

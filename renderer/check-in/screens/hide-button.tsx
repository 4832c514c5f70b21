import { useTranslation } from '../../i18n/use-translation.ts';
import { Icon } from '../../ui/icon.tsx';
import { EYE_OFF } from '../../ui/icon-shapes.ts';

type Props = { readonly isHidden: boolean; readonly onTouch: () => void };

/** For people who stand close to others: dots instead of what is typed. */
export function HideButton({ isHidden, onTouch }: Props) {
  const { t } = useTranslation('check-in');
  return (
    <button type="button" className="pill" onClick={onTouch}>
      <Icon shape={EYE_OFF} />
      {t(isHidden ? 'birth.show' : 'birth.hide')}
    </button>
  );
}

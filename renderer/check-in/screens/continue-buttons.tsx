import { useTranslation } from '../../i18n/use-translation.ts';
import { Icon } from '../../ui/icon.tsx';
import { ARROW, CHEVRON_BACK } from '../../ui/icon-shapes.ts';
import { KioskButton } from '../../ui/kiosk-controls.tsx';

type Props = {
  readonly isBusy: boolean;
  readonly onBack: () => void;
  readonly onContinue: () => void;
};

/** Back and Continue, at the same place on every question. */
export function ContinueButtons({ isBusy, onBack, onContinue }: Props) {
  const { t } = useTranslation('check-in');
  return (
    <div className="btn-pair">
      <KioskButton onTouch={onBack}>
        <Icon shape={CHEVRON_BACK} stroke={2.4} followsReading />
        {t('action.back')}
      </KioskButton>
      <KioskButton onTouch={onContinue} isMain isBusy={isBusy}>
        {isBusy ? (
          t('action.looking')
        ) : (
          <>
            {t('action.continue')}
            <Icon shape={ARROW} stroke={2.4} followsReading />
          </>
        )}
      </KioskButton>
    </div>
  );
}

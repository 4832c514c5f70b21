import { useTranslation } from '../../i18n/use-translation.ts';
import { KioskButton } from '../../ui/kiosk-controls.tsx';
import { KioskFrame } from '../../ui/kiosk-frame.tsx';
import type { SureAction } from '../actions.ts';

type Props = {
  readonly action: SureAction;
  readonly onYes: () => void;
  readonly onNo: () => void;
};

/** Asks once more before something that patients would notice. */
export function SureScreen({ action, onYes, onNo }: Props) {
  const { t } = useTranslation('staff');
  return (
    <KioskFrame
      clinicName=""
      mark={null}
      sun="question"
      step={t('maintenance.title')}
      title={t('sure.title')}
    >
      <div className="sure">
        <p>{t(`sure.${action}`)}</p>
        <div className="btn-stack">
          <KioskButton onTouch={onYes} isMain>
            {t(`action.${action}`)}
          </KioskButton>
          <KioskButton onTouch={onNo}>{t('sure.no')}</KioskButton>
        </div>
      </div>
    </KioskFrame>
  );
}

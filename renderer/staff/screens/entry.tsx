import { useTranslation } from '../../i18n/use-translation.ts';
import { HAND } from '../../ui/icon-shapes.ts';
import { KioskOption } from '../../ui/kiosk-controls.tsx';
import { KioskFrame } from '../../ui/kiosk-frame.tsx';
import type { KioskBridge } from '../../../shared/contract/kiosk-bridge.ts';
import { PinPad } from '../pin-pad.tsx';
import { PinNotice } from '../pin-notice.tsx';
import { usePin } from '../use-pin.ts';

type Props = {
  readonly unlock: KioskBridge['unlock'];
  /** Maintenance was open a moment ago and has locked itself. */
  readonly wasLocked: boolean;
  readonly onClean: () => void;
  readonly onUnlocked: () => void;
};

/** Cleaning for everybody who works here; the rest for those who know the PIN. */
export function EntryScreen({ unlock, wasLocked, onClean, onUnlocked }: Props) {
  const { t } = useTranslation('staff');
  const pin = usePin({ unlock, wasLocked, onUnlocked });
  return (
    <KioskFrame
      clinicName=""
      mark={null}
      sun="question"
      title={t('entry.title')}
      hint={t('entry.hint')}
    >
      <div className="staff-entry">
        <KioskOption
          icon={HAND}
          title={t('entry.clean')}
          hint={t('entry.cleanHint')}
          isMain
          onTouch={onClean}
        />
        <h2>{t('entry.pin')}</h2>
        <PinNotice notice={pin.notice} />
        {pin.notice?.kind === 'no-pin' ? null : <PinPad pin={pin} />}
      </div>
    </KioskFrame>
  );
}

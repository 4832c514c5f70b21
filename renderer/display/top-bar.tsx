import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, inLanguage } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { SPEAKER } from '../ui/icon-shapes.ts';
import type { Chime } from './chime.ts';
import { useClinicMinute } from './clinic-clock.ts';
import type { ScreenFrame } from './screen-frame.ts';

// Until the clinic's is known.
const OWN_TIME_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

type Props = {
  readonly frame: ScreenFrame | null;
  readonly clockOffset: number;
  readonly isDemonstration: boolean;
  readonly chime: Chime;
};

/** Where this screen hangs and what time it is: there from the first moment, whatever else fails. */
export function TopBar({ frame, clockOffset, isDemonstration, chime }: Props) {
  const { t, i18n } = useTranslation('display');
  const { t: common } = useTranslation('common');
  const sound = useSyncExternalStore(chime.subscribe, chime.getState);
  const place =
    frame === null
      ? ''
      : frame.areaLabel === null
        ? frame.clinicName
        : inLanguage(frame.areaLabel, i18n.language);
  return (
    <header className="top">
      <h1 className="place">
        <span className="dot" aria-hidden="true" />
        {place}
      </h1>
      <div className="marks">
        {isDemonstration && <p>{common('demonstration')}</p>}
        {sound === 'blocked' && (
          <p className="sound-off">
            <Icon shape={SPEAKER} />
            {t('soundOff')}
          </p>
        )}
      </div>
      <Clock timeZone={frame?.timeZone} clockOffset={clockOffset} />
    </header>
  );
}

type ClockProps = { readonly timeZone: string | undefined; readonly clockOffset: number };

function Clock({ timeZone, clockOffset }: ClockProps) {
  const { i18n } = useTranslation('display');
  const now = useClinicMinute(clockOffset);
  return (
    <time className="clock ltr tabular">
      {clockTime(now, timeZone ?? OWN_TIME_ZONE, i18n.language)}
    </time>
  );
}

import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { EpochMs } from '../../shared/domain/time.ts';
import { clockTime, inLanguage } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { SPEAKER } from '../ui/icon-shapes.ts';
import type { Chime } from '../ui/chime.ts';
import { useClinicMinute } from './clinic-clock.ts';
import { useIsSettled } from './settled.ts';
import type { ScreenFrame } from './screen-frame.ts';

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
      <Clock timeZone={frame?.timeZone ?? null} clockOffset={clockOffset} />
    </header>
  );
}

type ClockProps = { readonly timeZone: string | null; readonly clockOffset: number };

function Clock({ timeZone, clockOffset }: ClockProps) {
  const { i18n } = useTranslation('display');
  const minute = useClinicMinute(clockOffset);
  const isSettled = useIsSettled();
  const text = useMemo(
    () =>
      timeZone === null || !isSettled
        ? deviceTime(minute)
        : clockTime(minute, timeZone, i18n.language),
    [minute, timeZone, isSettled, i18n.language],
  );
  return <time className="clock ltr tabular">{text}</time>;
}

/** The device's own idea of the time, which is nearly always the clinic's. */
function deviceTime(now: EpochMs): string {
  const date = new Date(now);
  return [date.getHours(), date.getMinutes()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

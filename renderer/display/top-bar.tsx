import { useSyncExternalStore } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { inLanguage } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { SPEAKER } from '../ui/icon-shapes.ts';
import type { Chime } from '../ui/chime.ts';
import { useClinicMinute } from './clinic-clock.ts';
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
      <Clock
        utcOffsetMinutes={frame?.utcOffsetMinutes ?? deviceUtcOffset()}
        clockOffset={clockOffset}
      />
    </header>
  );
}

type ClockProps = { readonly utcOffsetMinutes: number; readonly clockOffset: number };

/** Counted and not formatted: a small computer takes long to load its time zones. */
function Clock({ utcOffsetMinutes, clockOffset }: ClockProps) {
  const at = new Date(useClinicMinute(clockOffset) + utcOffsetMinutes * MINUTE_MS);
  return <time className="clock ltr tabular">{at.toISOString().slice(11, 16)}</time>;
}

/** The device's own zone, which is nearly always the clinic's. */
function deviceUtcOffset(): number {
  return -new Date().getTimezoneOffset();
}

import { useEffect, useEffectEvent, useState } from 'preact/compat';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Icon } from '../../ui/icon.tsx';
import { CHECK } from '../../ui/icon-shapes.ts';
import { KioskFrame } from '../../ui/kiosk-frame.tsx';
import { secondsUntil } from '../countdown.ts';
import { CLEANING_MS, READY_MS } from '../timings.ts';
import { useDeafness } from '../use-deafness.ts';

type Props = { readonly onOver: () => void };

/** For half a minute the glass can be wiped: it hears nothing, and then patients have it back. */
export function CleaningScreen({ onOver }: Props) {
  const { t } = useTranslation('staff');
  const secondsLeft = useSecondsLeft(CLEANING_MS);
  useDeafness();
  const isReady = secondsLeft === 0;
  const leave = useEffectEvent(onOver);
  useEffect(() => {
    if (!isReady) return;
    const timer = setTimeout(() => leave(), READY_MS);
    return () => clearTimeout(timer);
  }, [isReady]);

  if (isReady) {
    return (
      <KioskFrame
        key="ready"
        clinicName=""
        mark={null}
        sun="clock"
        inSun={<Icon shape={CHECK} stroke={2.4} />}
        title={t('cleaning.ready')}
      >
        <p className="cleaning-then">{t('cleaning.thanks')}</p>
      </KioskFrame>
    );
  }
  return (
    <KioskFrame
      key="wiping"
      clinicName=""
      mark={null}
      sun="clock"
      inSun={
        <span role="timer" className="cleaning-left">
          <b className="tabular">{secondsLeft}</b>
          <small>{t('cleaning.seconds', { count: secondsLeft })}</small>
        </span>
      }
      title={t('cleaning.title')}
      hint={t('cleaning.hint')}
    >
      <p className="cleaning-then">{t('cleaning.then')}</p>
    </KioskFrame>
  );
}

/** Counts down on the monotonic clock: setting the machine's clock makes it no longer. */
function useSecondsLeft(durationMs: number): number {
  const [endsAt] = useState(() => performance.now() + durationMs);
  const [now, setNow] = useState(() => performance.now());
  const left = secondsUntil(endsAt, now);
  useEffect(() => {
    if (left === 0) return;
    const turnsAt = endsAt - (left - 1) * 1_000;
    const timer = setTimeout(() => setNow(performance.now()), turnsAt - performance.now());
    return () => clearTimeout(timer);
  }, [endsAt, left, now]);
  return left;
}

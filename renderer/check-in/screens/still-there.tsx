import { useTranslation } from '../../i18n/use-translation.ts';
import { KioskButton } from '../../ui/kiosk-controls.tsx';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';
import { secondsLeft } from '../session-clock.ts';
import { WARNING_SOUND_EVERY_SECONDS } from '../timings.ts';

/** Nobody has touched the screen for a while. The answers are not in the document meanwhile. */
export function StillThereScreen({ clinic, session, act }: ScreenProps) {
  const { t } = useTranslation('check-in');
  const seconds = secondsLeft(session) ?? 0;
  const isToldAloud = seconds % WARNING_SOUND_EVERY_SECONDS === 0;
  return (
    <ClinicFrame
      clinic={clinic}
      sun="clock"
      title={t('idle.title')}
      hint={t('idle.hint')}
      inSun={
        <>
          <b aria-hidden="true">{seconds}</b>
          <small aria-hidden="true">{t('idle.seconds', { count: seconds })}</small>
          <output className="visually-hidden">
            {isToldAloud ? `${seconds} ${t('idle.seconds', { count: seconds })}` : ''}
          </output>
        </>
      }
    >
      <div className="message-part">
        <p className="idle-explain">{t('idle.explain')}</p>
        <div className="btn-stack">
          <KioskButton onTouch={() => act({ type: 'more-time' })} isMain>
            {t('idle.more')}
          </KioskButton>
          <KioskButton onTouch={() => act({ type: 'ended' })}>{t('action.startAgain')}</KioskButton>
        </div>
      </div>
    </ClinicFrame>
  );
}

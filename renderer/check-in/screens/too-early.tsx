import { useTranslation } from '../../i18n/use-translation.ts';
import { clockTime, inLanguage } from '../../i18n/i18n.ts';
import { CLOCK, PLACE } from '../../ui/icon-shapes.ts';
import { KioskButton, KioskRow } from '../../ui/kiosk-controls.tsx';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';
import type { Session } from '../session-state.ts';

type Props = ScreenProps & {
  readonly screen: Extract<Session['screen'], { kind: 'too-early' }>;
};

/** Early: from when it works, and where to wait until then. */
export function TooEarlyScreen({ clinic, language, act, screen }: Props) {
  const { t } = useTranslation('check-in');
  const time = (at: number): string => clockTime(at, clinic.timeZone, language);
  return (
    <ClinicFrame
      clinic={clinic}
      sun="away"
      title={t('tooEarly.title')}
      hint={
        <>
          <p>{t('tooEarly.at', { time: time(screen.startAt) })}</p>
          <p>{t('notFound.notYet')}</p>
        </>
      }
    >
      <div className="message-part">
        <ul className="rows">
          <KioskRow icon={CLOCK} title={t('tooEarly.opens', { time: time(screen.opensAt) })} />
          <KioskRow
            icon={PLACE}
            title={t('tooEarly.where', { area: inLanguage(screen.areaLabel, language) })}
          >
            <p>{t('tooEarly.comeBack')}</p>
          </KioskRow>
        </ul>
        <div className="btn-stack">
          <KioskButton onTouch={() => act({ type: 'ended' })} isMain>
            {t('action.done')}
          </KioskButton>
        </div>
      </div>
    </ClinicFrame>
  );
}

import { useTranslation } from '../../i18n/use-translation.ts';
import { useNow } from '../../ui/now.ts';
import { KioskButton } from '../../ui/kiosk-controls.tsx';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { ClinicFrame } from '../clinic-frame.tsx';
import { partOfDay } from '../clinic-day.ts';
import type { ScreenProps } from '../current-screen.tsx';
import { LanguageList } from './language-list.tsx';

/** Language first, and one touch starts (UX 0, rule 3). */
export function WelcomeScreen({ clinic, act }: ScreenProps) {
  const { t } = useTranslation('check-in');
  const now = useNow(MINUTE_MS);
  return (
    <ClinicFrame
      clinic={clinic}
      sun="welcome"
      title={t(`greeting.${partOfDay(now, clinic.utcOffsetMinutes)}`)}
      hint={t('welcome.hint')}
    >
      <div className="welcome">
        <h2>{t('welcome.language')}</h2>
        <LanguageList
          languages={clinic.languages}
          onChoose={(language) => act({ type: 'started', language })}
        />
        {clinic.walkInServices.length === 0 ? null : (
          <KioskButton onTouch={() => act({ type: 'walk-in-opened' })} isQuiet>
            {t('welcome.noAppointment')}
          </KioskButton>
        )}
      </div>
    </ClinicFrame>
  );
}

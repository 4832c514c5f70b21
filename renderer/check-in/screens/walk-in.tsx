import { useTranslation } from '../../i18n/use-translation.ts';
import { inLanguage } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { CHEVRON_BACK } from '../../ui/icon-shapes.ts';
import { KioskButton } from '../../ui/kiosk-controls.tsx';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';
import { DeskWay } from './desk-way.tsx';
import { Needs } from './needs.tsx';

/** Without an appointment: one touch on what it is for takes a number. */
export function WalkInScreen({ clinic, language, session, act }: ScreenProps) {
  const { t } = useTranslation('check-in');
  const services = clinic.walkInServices;
  const asked = session.request?.kind === 'take-number' ? session.request.body.serviceId : null;
  return (
    <ClinicFrame
      clinic={clinic}
      sun="away"
      title={t('walkIn.title')}
      hint={t(services.length === 0 ? 'walkIn.none' : 'walkIn.hint')}
    >
      <div className="walk-in">
        {services.length === 0 ? (
          <DeskWay clinic={clinic} language={language} />
        ) : (
          <>
            <Needs needs={session.needs} onToggle={(need) => act({ type: 'need-toggled', need })} />
            <div className="services">
              <h2>{t('walkIn.what')}</h2>
              {services.map(({ serviceId, label }) => (
                <KioskButton
                  key={serviceId}
                  onTouch={() => act({ type: 'number-taken', serviceId })}
                  isMain
                  isBusy={asked !== null}
                >
                  {asked === serviceId ? t('appointment.checking') : inLanguage(label, language)}
                </KioskButton>
              ))}
            </div>
          </>
        )}
        <KioskButton onTouch={() => act({ type: 'went-back' })}>
          <Icon shape={CHEVRON_BACK} stroke={2.4} followsReading />
          {t('action.back')}
        </KioskButton>
      </div>
    </ClinicFrame>
  );
}

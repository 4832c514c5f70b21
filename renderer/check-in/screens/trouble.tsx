import { useTranslation } from '../../i18n/use-translation.ts';
import { KioskButton } from '../../ui/kiosk-controls.tsx';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';
import { DeskWay } from './desk-way.tsx';

type Props = ScreenProps & { readonly trouble: 'expired' | 'not-saved' | 'unsure' };

const TEXTS = { expired: 'expired', 'not-saved': 'notSaved', unsure: 'unsure' } as const;

/** A check-in that did not come about, or of which nobody knows: said as it is. */
export function TroubleScreen({ clinic, language, session, act, trouble }: Props) {
  const { t } = useTranslation('check-in');
  const text = TEXTS[trouble];
  const startAgain = (): void => act({ type: 'ended' });
  return (
    <ClinicFrame clinic={clinic} sun="away" title={t(`${text}.title`)} hint={t(`${text}.hint`)}>
      <div className="message-part">
        {trouble === 'expired' ? null : <DeskWay clinic={clinic} language={language} />}
        <div className="btn-stack">
          {trouble === 'unsure' ? (
            <KioskButton
              onTouch={() => act({ type: 'tried-again' })}
              isMain
              isBusy={session.request !== null}
            >
              {t(session.request === null ? 'action.tryAgain' : 'appointment.checking')}
            </KioskButton>
          ) : null}
          <KioskButton onTouch={startAgain} isMain={trouble === 'expired'}>
            {t('action.startAgain')}
          </KioskButton>
        </div>
      </div>
    </ClinicFrame>
  );
}

import { useTranslation } from '../../i18n/use-translation.ts';
import { inLanguage } from '../../i18n/i18n.ts';
import { ARROW_BACK, HAND, PERSON, REPEAT } from '../../ui/icon-shapes.ts';
import { KioskOption } from '../../ui/kiosk-controls.tsx';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';

type Props = ScreenProps & {
  /** False after too many tries: then only a person can help. */
  readonly canTryAgain: boolean;
};

/** Not checked in, said so, and the ways on. Never which answer did not match (UX 2.2). */
export function NotFoundScreen({ clinic, language, act, canTryAgain }: Props) {
  const { t } = useTranslation('check-in');
  return (
    <ClinicFrame
      clinic={clinic}
      sun="away"
      title={t(canTryAgain ? 'notFound.title' : 'askPerson.title')}
      hint={
        <>
          <p>{t('notFound.notYet')}</p>
          <p>{t('notFound.canHelp')}</p>
        </>
      }
    >
      <div className="options-part">
        <h2>{t('notFound.what')}</h2>
        <div className="options">
          <KioskOption
            icon={HAND}
            title={t('notFound.ask')}
            hint={t('notFound.askHint')}
            isMain
            onTouch={() => act({ type: 'help-called' })}
          />
          {canTryAgain ? (
            <KioskOption
              icon={REPEAT}
              title={t('notFound.check')}
              hint={t('notFound.checkHint')}
              onTouch={() => act({ type: 'checked-typing' })}
            />
          ) : null}
          {clinic.walkInServices.length === 0 ? null : (
            <KioskOption
              icon={PERSON}
              title={t('welcome.noAppointment')}
              hint={t('notFound.walkInHint')}
              onTouch={() => act({ type: 'walk-in-opened' })}
            />
          )}
          <KioskOption
            icon={ARROW_BACK}
            title={t('notFound.desk')}
            hint={inLanguage(clinic.deskDirections, language)}
            onTouch={() => act({ type: 'ended' })}
          />
        </div>
      </div>
    </ClinicFrame>
  );
}

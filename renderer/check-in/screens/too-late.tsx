import { useTranslation } from '../../i18n/use-translation.ts';
import { clockTime } from '../../i18n/i18n.ts';
import { HAND } from '../../ui/icon-shapes.ts';
import { KioskButton, KioskRow } from '../../ui/kiosk-controls.tsx';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';
import { DeskWay } from './desk-way.tsx';
import { helpWords } from './help-words.ts';

type Props = ScreenProps & { readonly startAt: number };

/** Too late for the kiosk, never for the clinic: a person has been called by itself. */
export function TooLateScreen({ clinic, language, session, act, startAt }: Props) {
  const { t } = useTranslation('check-in');
  const words = helpWords(session.help?.status ?? 'sending');
  return (
    <ClinicFrame
      clinic={clinic}
      sun="away"
      title={t('tooLate.title')}
      hint={
        <>
          <p>{t('tooLate.was', { time: clockTime(startAt, clinic.timeZone, language) })}</p>
          <p>{t('tooLate.hint')}</p>
        </>
      }
    >
      <div className="message-part">
        <output className="visually-hidden">
          {t(`help.${words.title}`)}. {t(`help.${words.hint}`)}
        </output>
        <ul className="rows">
          <KioskRow icon={HAND} title={t(`help.${words.title}`)}>
            <p>{t(`help.${words.hint}`)}</p>
          </KioskRow>
        </ul>
        {words.isDeskNeeded ? <DeskWay clinic={clinic} language={language} /> : null}
        <div className="btn-stack">
          <KioskButton onTouch={() => act({ type: 'ended' })}>{t('action.done')}</KioskButton>
        </div>
      </div>
    </ClinicFrame>
  );
}

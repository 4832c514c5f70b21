import { useTranslation } from '../../i18n/use-translation.ts';
import { Icon } from '../../ui/icon.tsx';
import { HAND } from '../../ui/icon-shapes.ts';
import { KioskButton } from '../../ui/kiosk-controls.tsx';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';
import { DeskWay } from './desk-way.tsx';
import { helpWords } from './help-words.ts';

/** A person has been called; what is known of it, as it changes. */
export function HelpScreen({ clinic, language, session, act }: ScreenProps) {
  const { t } = useTranslation('check-in');
  const status = session.help?.status ?? 'sending';
  const words = helpWords(status);
  return (
    <ClinicFrame
      clinic={clinic}
      sun="clock"
      inSun={<Icon shape={HAND} stroke={1.4} />}
      title={t(`help.${words.title}`)}
      hint={t(`help.${words.hint}`)}
    >
      <div className="message-part">
        {words.isDeskNeeded ? <DeskWay clinic={clinic} language={language} /> : null}
        <output className="visually-hidden">
          {t(`help.${words.title}`)}. {t(`help.${words.hint}`)}
        </output>
        <div className="btn-stack">
          {status === 'failed' ? (
            <KioskButton onTouch={() => act({ type: 'help-called' })} isMain>
              {t('action.tryAgain')}
            </KioskButton>
          ) : null}
          <KioskButton onTouch={() => act({ type: 'overlay-closed' })}>
            {t('help.back')}
          </KioskButton>
        </div>
      </div>
    </ClinicFrame>
  );
}

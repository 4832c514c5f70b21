import { useTranslation } from '../../i18n/use-translation.ts';
import { KioskButton } from '../../ui/kiosk-controls.tsx';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';
import { DeskWay } from './desk-way.tsx';

type Props = ScreenProps & {
  /** Nobody has given this device its place yet: words for whoever sets it up. */
  readonly isNotSetUp: boolean;
};

/** Check-in is not possible here: where to go instead, at once and without a spinner. */
export function DownScreen({ clinic, language, session, act, isNotSetUp }: Props) {
  const { t } = useTranslation('check-in');
  const { t: tCommon } = useTranslation('common');
  return (
    <ClinicFrame clinic={clinic} sun="away" title={t('down.title')} hint={t('down.hint')}>
      <div className="message-part">
        <DeskWay clinic={clinic} language={language} />
        {isNotSetUp ? <p className="not-set-up">{tCommon('link.notAllowed')}</p> : null}
        {session.screen.kind === 'down' ? (
          <div className="btn-stack">
            <KioskButton onTouch={() => act({ type: 'ended' })}>
              {t('action.startAgain')}
            </KioskButton>
          </div>
        ) : null}
      </div>
    </ClinicFrame>
  );
}

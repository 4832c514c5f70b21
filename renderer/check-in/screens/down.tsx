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
        {clinic.clinicName === '' ? (
          <SameInOthers languages={clinic.languages} spoken={language} />
        ) : (
          <DeskWay clinic={clinic} language={language} />
        )}
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

type OthersProps = { readonly languages: readonly string[]; readonly spoken: string };

/** Nothing is known of this clinic, not even its language: the words in all of them. */
function SameInOthers({ languages, spoken }: OthersProps) {
  const { i18n } = useTranslation('check-in');
  return (
    <ul className="rows">
      {languages
        .filter((language) => language !== spoken)
        .map((language) => {
          const t = i18n.getFixedT(language, 'check-in');
          return (
            <li key={language} className="down-other" lang={language} dir={i18n.dir(language)}>
              <p className="row-title">{t('down.title')}</p>
              <p>{t('down.hint')}</p>
            </li>
          );
        })}
    </ul>
  );
}

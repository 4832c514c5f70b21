import { lazy, Suspense } from 'preact/compat';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Confirmation } from '../../../shared/contract/commands.ts';
import { clockTime, inLanguage } from '../../i18n/i18n.ts';
import { CHECK, CLOCK, PLACE, PLUS, REPEAT, SCREEN } from '../../ui/icon-shapes.ts';
import { Icon } from '../../ui/icon.tsx';
import { KioskButton, KioskRow } from '../../ui/kiosk-controls.tsx';
import { ClinicFrame } from '../clinic-frame.tsx';
import type { ScreenProps } from '../current-screen.tsx';
import { secondsLeft } from '../session-clock.ts';
import { ClearingLine } from './clearing-line.tsx';
import { WaitRow } from './wait-row.tsx';

// Drawn only here, so that the first screen does not wait for it.
const SquareCode = lazy(() => import('./square-code.tsx'));

type Props = ScreenProps & {
  readonly confirmation: Confirmation;
  readonly isAgain: boolean;
  readonly isUpstreamBehind: boolean;
};

/** Done; number; where; how long; what comes next; leave: in this order (UX 2.2). */
export function ConfirmationScreen(props: Props) {
  const { clinic, language, session, act, confirmation, isAgain, isUpstreamBehind } = props;
  const { t } = useTranslation('check-in');
  const { ticket, laterAppointmentAt, phoneUrl } = confirmation;
  return (
    <ClinicFrame
      clinic={clinic}
      sun="ticket"
      title={t(isAgain ? 'confirmation.again' : 'confirmation.title')}
      inSun={
        <>
          <small>{t('confirmation.number')}</small>
          <b className="ltr" data-length={ticket.length}>
            {ticket}
          </b>
        </>
      }
    >
      <div className="confirmation">
        <ul className="rows">
          <KioskRow
            icon={PLACE}
            title={t('confirmation.go', { area: inLanguage(confirmation.areaLabel, language) })}
          >
            <p>{inLanguage(confirmation.areaDirections, language)}</p>
          </KioskRow>
          <WaitRow
            icon={CLOCK}
            wait={confirmation.wait}
            notices={clinic.notices.filter(({ noticeId }) =>
              confirmation.noticeIds.includes(noticeId),
            )}
            language={language}
          />
          <KioskRow icon={SCREEN} title={t('confirmation.call')}>
            <p>{t('confirmation.watch', { ticket })}</p>
          </KioskRow>
          {laterAppointmentAt === null ? null : (
            <KioskRow icon={REPEAT}>
              <p className="strong">
                {t('confirmation.later', {
                  time: clockTime(laterAppointmentAt, clinic.timeZone, language),
                })}
              </p>
            </KioskRow>
          )}
        </ul>
        {isUpstreamBehind ? (
          <p className="saved-here">
            <Icon shape={CHECK} stroke={2.4} />
            {t('confirmation.savedHere')}
          </p>
        ) : null}
        {phoneUrl === null ? null : (
          <section className="on-phone">
            <Suspense fallback={<span className="square-code" />}>
              <SquareCode text={phoneUrl} label={t('confirmation.phoneCode')} />
            </Suspense>
            <div>
              <h2>{t('confirmation.phone')}</h2>
              <p>{t('confirmation.phoneHow')}</p>
              <p>{t('confirmation.phonePrivate')}</p>
            </div>
          </section>
        )}
        <div className="leave">
          <ClearingLine seconds={secondsLeft(session) ?? 0} />
          <KioskButton onTouch={() => act({ type: 'more-time' })}>
            <Icon shape={PLUS} stroke={2.4} />
            {t('action.moreTime')}
          </KioskButton>
          <KioskButton onTouch={() => act({ type: 'ended' })} isMain>
            {t('action.done')}
          </KioskButton>
        </div>
      </div>
    </ClinicFrame>
  );
}

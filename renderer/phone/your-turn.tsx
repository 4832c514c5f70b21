import type { CSSProperties } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import { clockTime, inLanguage } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { ARROW, CHECK, CLOCK } from '../ui/icon-shapes.ts';
import { FactRow } from './fact-row.tsx';
import { PageFoot } from './page-foot.tsx';
import { PageHead } from './page-head.tsx';
import type { PageProps } from './page-props.ts';
import { StaleBanner } from './stale-banner.tsx';
import { Steps } from './steps.tsx';
import type { PhoneAnswer } from './use-requests.ts';

/** The lantern fills the phone: it is your turn, and where to go. */
export function YourTurn(page: PageProps) {
  const { t, i18n } = useTranslation('phone');
  const { snapshot, staleSinceAt } = page;
  const { call } = snapshot;
  const isInside = snapshot.status === 'in-service';
  return (
    <div className="page turn">
      <PageHead {...snapshot} />
      <div className="go" role="alert">
        <h1>
          <span className="ticket ltr">{snapshot.ticket}</span>
          <br />
          {isInside ? t('inside.title') : t('turn.title')}
        </h1>
        {call !== null && (
          <>
            <Station label={inLanguage(call.stationLabel, i18n.language)} />
            <p className="directions">
              {isInside ? t('inside.text') : inLanguage(call.stationDirections, i18n.language)}
            </p>
          </>
        )}
      </div>
      <main className="sheet">
        <StaleBanner sinceAt={staleSinceAt} timeZone={snapshot.timeZone} />
        <Steps current="goIn" />
        {call !== null && (
          <ul className="facts">
            <FactRow
              shape={CLOCK}
              title={t('turn.calledAt', {
                time: clockTime(call.calledAt, snapshot.timeZone, i18n.language),
              })}
            />
          </ul>
        )}
        {!isInside && <Answers {...page} />}
        <PageFoot {...page} />
      </main>
    </div>
  );
}

function Station({ label }: { readonly label: string }) {
  // A custom property is a valid style; the type of React just does not list it.
  const length = { '--station-letters': label.length } as CSSProperties;
  return (
    <p className="station" style={length}>
      <Icon shape={ARROW} stroke={2.8} followsReading />
      {label}
    </p>
  );
}

/** Both answers stay possible: plans change on the way. */
function Answers({ snapshot, requests }: PageProps) {
  const { t } = useTranslation('phone');
  const answer = (given: PhoneAnswer, text: string) =>
    snapshot.phoneAnswer !== given && (
      <button
        type="button"
        className={given === 'on-my-way' ? 'button main' : 'button'}
        aria-disabled={requests.sending !== null}
        onClick={() => requests.answerCall(given)}
      >
        {given === 'on-my-way' && <Icon shape={CHECK} stroke={2.6} />}
        {requests.sending === given ? t('sending') : text}
      </button>
    );
  const hasFailed = requests.failed === 'on-my-way' || requests.failed === 'need-time';
  return (
    <div className="answers">
      <div aria-live="polite">
        {snapshot.phoneAnswer !== null && (
          <p className="told">
            {snapshot.phoneAnswer === 'on-my-way' ? t('turn.toldOnMyWay') : t('turn.toldNeedTime')}
          </p>
        )}
        {hasFailed && <p className="failed">{t('answerFailed')}</p>}
      </div>
      {answer('on-my-way', t('turn.onMyWay'))}
      {answer('need-time', t('turn.needTime'))}
    </div>
  );
}

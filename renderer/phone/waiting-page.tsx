import { useTranslation } from '../i18n/use-translation.ts';
import type { PhoneSnapshot } from '../../shared/contract/snapshots.ts';
import type { ShownWait } from '../../shared/domain/waits/shown-wait.ts';
import { clockTime, inLanguage } from '../i18n/i18n.ts';
import { waitText } from '../i18n/wait-text.ts';
import { PLACE } from '../ui/icon-shapes.ts';
import { useNow } from '../ui/now.ts';
import { FactRow } from './fact-row.tsx';
import { Notices } from './notices.tsx';
import { PageFoot } from './page-foot.tsx';
import { PageHead } from './page-head.tsx';
import type { PageProps } from './page-props.ts';
import { StaleBanner } from './stale-banner.tsx';
import { Steps } from './steps.tsx';
import { type WaitLines, waitLines } from './wait-lines.ts';

/** Waiting: your number, how long, how many before you, where. */
export function WaitingPage(page: PageProps) {
  const { t, i18n } = useTranslation('phone');
  const { snapshot, staleSinceAt } = page;
  return (
    <div className="page">
      <PageHead {...snapshot} />
      <main className="content">
        <div className="hero">
          <p className="disc">
            <span>{t('yourNumber')}</span>
            <strong className="ticket ltr">{snapshot.ticket}</strong>
          </p>
        </div>
        <div className="sheet">
          <StaleBanner sinceAt={staleSinceAt} timeZone={snapshot.timeZone} />
          {staleSinceAt === null && <HowLong snapshot={snapshot} />}
          <Steps current="waiting" />
          <ul className="facts">
            <FactRow shape={PLACE} title={inLanguage(snapshot.areaLabel, i18n.language)}>
              {inLanguage(snapshot.areaDirections, i18n.language)}
            </FactRow>
            {staleSinceAt === null && <Notices notices={snapshot.notices} />}
          </ul>
          <PageFoot {...page} />
        </div>
      </main>
    </div>
  );
}

function HowLong({ snapshot }: { readonly snapshot: PhoneSnapshot }) {
  const { t } = useTranslation('phone');
  if (snapshot.status === 'held') {
    return (
      <>
        <h1>{t('held.title')}</h1>
        <p className="lead">{t('held.text')}</p>
      </>
    );
  }
  return (
    <>
      <Wait
        wait={snapshot.wait ?? { kind: 'unknown', reason: 'nobody-serving' }}
        sentAt={snapshot.sentAt}
        timeZone={snapshot.timeZone}
      />
      <p className="quieter">
        {snapshot.position !== null && (
          <>
            {snapshot.position === 0
              ? t('before.next')
              : t('before.count', { count: snapshot.position })}{' '}
            {t('before.mayChange')}{' '}
          </>
        )}
        {t('mayLeave')}
      </p>
    </>
  );
}

type WaitProps = {
  readonly wait: ShownWait;
  readonly sentAt: number;
  readonly timeZone: string;
};

function Wait({ wait, sentAt, timeZone }: WaitProps) {
  const { t, i18n } = useTranslation('phone');
  const { t: common } = useTranslation('common');
  // Never before the snapshot: rounded down to the minute, a fresh wait would seem one step longer.
  const { words, clock } = waitLines(wait, Math.max(useNow(60_000), sentAt));
  return (
    <>
      <h1>
        {words.kind === 'over-an-hour'
          ? t('wait.overAnHour')
          : words.kind === 'late'
            ? t('wait.late')
            : words.kind === 'unknown'
              ? t('wait.unknown')
              : t('wait.about', { wait: waitText(words, common) })}
      </h1>
      {clock !== null && (
        <p className="lead">{clockText(clock, (at) => clockTime(at, timeZone, i18n.language))}</p>
      )}
    </>
  );

  function clockText(
    times: NonNullable<WaitLines['clock']>,
    format: (at: number) => string,
  ): string {
    return times.kind === 'from-to'
      ? t('wait.fromTo', { from: format(times.fromAt), to: format(times.toAt) })
      : t('wait.until', { to: format(times.toAt) });
  }
}

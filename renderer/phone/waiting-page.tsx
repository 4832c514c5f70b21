import { useTranslation } from '../i18n/use-translation.ts';
import { inLanguage } from '../i18n/i18n.ts';
import { PLACE } from '../ui/icon-shapes.ts';
import { FactRow } from './fact-row.tsx';
import { HowLong } from './how-long.tsx';
import { Notices } from './notices.tsx';
import { PageFoot } from './page-foot.tsx';
import { PageHead } from './page-head.tsx';
import type { PageProps } from './page-props.ts';
import { StaleBanner } from './stale-banner.tsx';
import { Steps } from './steps.tsx';

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

import { useTranslation } from '../i18n/use-translation.ts';
import type { ShownCall } from '../../shared/contract/snapshots.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { clockTime } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { WARNING } from '../ui/icon-shapes.ts';
import { useNow } from '../ui/now.ts';
import { type Announcer, callKey, earlierCalls } from './announcer.ts';
import { CallCard } from './call-card.tsx';
import { InLanguage } from './in-language.tsx';

const BANNER_TURN_MS = 10_000;
const KEPT_CALLS = 2;

type StaleProps = {
  readonly announcer: Announcer;
  readonly calls: readonly ShownCall[];
  readonly languages: readonly string[];
  readonly timeZone: string;
  readonly sinceAt: EpochMs;
};

/** Out of touch: what may be wrong by now (queue, waits) is gone; what happened stays, with its time. */
export function StaleBoard({ announcer, calls, languages, timeZone, sinceAt }: StaleProps) {
  const { t, i18n } = useTranslation('display');
  const onPanel = announcer.panel.map((patient) => patient.call).toReversed();
  const kept = [...onPanel, ...earlierCalls(announcer, calls)].slice(0, KEPT_CALLS);
  return (
    <>
      <main className="zones kept">
        {kept.map((call) => (
          <CallCard
            key={callKey(call)}
            call={call}
            label={t('calledAt', { time: clockTime(call.calledAt, timeZone, i18n.language) })}
            className="called"
          />
        ))}
        {kept.length === 0 && (
          <section className="quiet">
            <h2>{t('stale.text')}</h2>
          </section>
        )}
      </main>
      <StaleBanner languages={languages} timeZone={timeZone} sinceAt={sinceAt} />
    </>
  );
}

type BannerProps = Pick<StaleProps, 'languages' | 'timeZone' | 'sinceAt'>;

function StaleBanner({ languages, timeZone, sinceAt }: BannerProps) {
  const { i18n } = useTranslation('display');
  const turn = useNow(BANNER_TURN_MS) / BANNER_TURN_MS;
  return (
    <div className="foot stale" role="alert">
      {languages.map((language, index) => {
        const t = i18n.getFixedT(language, 'display');
        const isShown = index === turn % languages.length;
        return (
          <div key={language} className={isShown ? 'page shown' : 'page'} aria-hidden={!isShown}>
            <InLanguage language={language} className="message">
              <Icon shape={WARNING} />
              <p>
                <strong>
                  {t('stale.title', { time: clockTime(sinceAt, timeZone, language) })}
                </strong>
                <br />
                {t('stale.text')}
              </p>
            </InLanguage>
          </div>
        );
      })}
    </div>
  );
}

type TroubleProps = {
  readonly title: string;
  readonly text: string | null;
  readonly isUrgent: boolean;
};

/** Nothing to show yet, or nothing that may be shown, and why. */
export function Trouble({ title, text, isUrgent }: TroubleProps) {
  return (
    <main className={isUrgent ? 'trouble urgent' : 'trouble'} aria-live="polite">
      {isUrgent ? <Icon shape={WARNING} /> : <span className="rings" aria-hidden="true" />}
      <h2>{title}</h2>
      {text !== null && <p>{text}</p>}
    </main>
  );
}

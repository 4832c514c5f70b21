import { useTranslation } from '../i18n/use-translation.ts';
import type { PhoneSnapshot } from '../../shared/contract/snapshots.ts';
import { clockTime, inLanguage } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { CLOCK } from '../ui/icon-shapes.ts';
import { useNow } from '../ui/now.ts';
import { type WaitSentences, waitSentences } from './wait-sentences.ts';

type Props = { readonly snapshot: PhoneSnapshot };

/** How long it takes, how many come before, and why when either is worse than they were told. */
export function HowLong({ snapshot }: Props) {
  const { t } = useTranslation('phone');
  if (snapshot.status !== 'held') return <Wait snapshot={snapshot} />;
  return (
    <>
      <h1>{t('held.title')}</h1>
      <p className="lead">{t('held.text')}</p>
    </>
  );
}

function Wait({ snapshot }: Props) {
  const { t } = useTranslation('phone');
  const { title, lead, later, before, whyMore, spoken } = useSentences(snapshot);
  return (
    <>
      <h1>{title}</h1>
      {lead !== null && <p className="lead">{lead}</p>}
      {later !== null && <Later later={later} />}
      <p className="quieter">
        {before !== null && (
          <>
            <strong>{before}</strong> {whyMore !== null && <strong>{whyMore} </strong>}
            {t('before.mayChange')}{' '}
          </>
        )}
        {t('mayLeave')}
      </p>
      <output className="visually-hidden" aria-live="polite">
        {spoken}
      </output>
    </>
  );
}

function useSentences(snapshot: PhoneSnapshot): WaitSentences {
  const { t, i18n } = useTranslation('phone');
  const { t: common } = useTranslation('common');
  const { t: slip } = useTranslation('slip');
  const { language } = i18n;
  // Never before the snapshot: rounded down to the minute, a fresh wait would seem one step longer.
  const now = Math.max(useNow(60_000), snapshot.sentAt);
  return waitSentences(snapshot, now, {
    t,
    common,
    slip,
    label: (text) => inLanguage(text, language),
    clock: (at) => clockTime(at, snapshot.timeZone, language),
  });
}

/** It takes longer than they were told: that, sorry, the new time, why, and since when. */
function Later({ later }: { readonly later: NonNullable<WaitSentences['later']> }) {
  return (
    <div className="later">
      <Icon shape={CLOCK} />
      <div>
        {later.that !== null && <p className="strong">{later.that}</p>}
        {later.newTime !== null && <p>{later.newTime}</p>}
        <p>{later.why}</p>
        <p className="later-at">{later.changedAt}</p>
      </div>
    </div>
  );
}

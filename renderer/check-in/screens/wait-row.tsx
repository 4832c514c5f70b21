import { useTranslation } from '../../i18n/use-translation.ts';
import type { ShownNotice } from '../../../shared/contract/snapshots.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import {
  type ShownWait,
  type WaitWords,
  wordsForWait,
} from '../../../shared/domain/waits/told/shown-wait.ts';
import { inLanguage } from '../../i18n/i18n.ts';
import { waitText } from '../../i18n/wait-text.ts';
import { KioskRow } from '../../ui/kiosk-controls.tsx';
import { useNow } from '../../ui/now.ts';

const NOTICES_SHOWN = 2;
const WAIT_REFRESH_MS = MINUTE_MS / 4;

type Props = {
  readonly icon: string;
  readonly wait: ShownWait;
  readonly notices: readonly ShownNotice[];
  readonly language: string;
};

/** How long it will be, and why it is longer than it should be. */
export function WaitRow({ icon, wait, notices, language }: Props) {
  const { t } = useTranslation('check-in');
  const { t: tCommon } = useTranslation('common');
  const words = wordsForWait(wait, useNow(WAIT_REFRESH_MS));
  const shown = notices.toSorted(wholeClinicFirst).slice(0, NOTICES_SHOWN);
  return (
    <KioskRow
      icon={icon}
      title={t(`confirmation.${titleFor(words)}`, { wait: waitText(words, tCommon) })}
    >
      {words.kind === 'over-an-hour' ? <p>{t('confirmation.askUs')}</p> : null}
      {shown.map(({ noticeId, stationLabel, minutes, reason }) => (
        <p key={noticeId}>
          {stationLabel === null
            ? tCommon('notice.clinic', { count: minutes })
            : tCommon('notice.station', {
                count: minutes,
                station: inLanguage(stationLabel, language),
              })}
          {shown.length === 1 ? ` ${inLanguage(reason, language)}.` : null}
        </p>
      ))}
    </KioskRow>
  );
}

// "about" goes with a range only: "about up to 5 minutes" is no English.
function titleFor({ kind }: WaitWords): 'wait' | 'waitPlain' | 'waitOther' {
  if (kind === 'range') return 'wait';
  return kind === 'late' || kind === 'unknown' ? 'waitOther' : 'waitPlain';
}

function wholeClinicFirst(a: ShownNotice, b: ShownNotice): number {
  return Number(a.stationLabel !== null) - Number(b.stationLabel !== null);
}

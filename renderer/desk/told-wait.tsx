import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import { type ShownWait, wordsForWait } from '../../shared/domain/waits/told/shown-wait.ts';
import { slipText } from '../i18n/slip-text.ts';
import { waitText } from '../i18n/wait-text.ts';
import { CLOCK } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly entry: DeskEntry; readonly now: EpochMs };

/** What somebody was told of their wait, with a mark when it is later than they were told at first. */
export function ToldWait({ words, entry, now }: Props) {
  const { wait, slip } = entry;
  if (wait === null || (wait.kind === 'unknown' && wait.reason !== 'not-trusted')) return null;
  if (slip?.isLater !== true) return <span className="small muted">{told(wait, words, now)}</span>;
  return (
    <span className="small told-later" title={slipText(slip, slipWords(words), now)}>
      <Icon shape={CLOCK} />
      {told(wait, words, now, true)}
    </span>
  );
}

/** Why somebody waits longer than they were told, and since when they know: to tell them in person. */
export function WhyLater({ words, entry, now }: Props) {
  const { slip, status } = entry;
  if (slip === null || status !== 'waiting') return null;
  const time = words.clock(slip.saidAt);
  const reason = slipText(slip, slipWords(words), now);
  return (
    <p className="why-later">
      <Icon shape={CLOCK} />
      {slip.isLater
        ? words.t('entry.whyLater', { time, reason })
        : words.t('entry.whyMore', { time, reason })}
    </p>
  );
}

function told(wait: ShownWait, words: Words, now: EpochMs, isLater = false): string {
  // Windows count down in whole minutes, as on the patients' screens.
  const shown = wordsForWait(wait, Math.floor(now / MINUTE_MS) * MINUTE_MS);
  if (shown.kind === 'late') return words.t('entry.promisePassed');
  const text = { wait: waitText(shown, words.common) };
  return isLater ? words.t('entry.promisedLater', text) : words.t('entry.promised', text);
}

function slipWords({ slip, label, clock }: Words) {
  return { t: slip, label, clock };
}

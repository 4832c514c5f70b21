import type { TFunction } from 'i18next';
import type { PhoneSnapshot } from '../../shared/contract/snapshots.ts';
import type { LocalizedText } from '../../shared/domain/clinic.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { ShownWait, WaitWords } from '../../shared/domain/waits/told/shown-wait.ts';
import { slipText } from '../i18n/slip-text.ts';
import { waitText } from '../i18n/wait-text.ts';
import { type WaitClock, type WaitLines, waitLines } from './wait-lines.ts';

/** The texts of the page in the reader's language. */
type Texts = {
  readonly t: TFunction<'phone'>;
  readonly common: TFunction;
  readonly slip: TFunction<'slip'>;
  readonly label: (text: LocalizedText) => string;
  readonly clock: (at: EpochMs) => string;
};

/** What a phone says to somebody who waits. Null: nothing of that kind. */
export type WaitSentences = {
  readonly title: string;
  readonly lead: string | null;
  /** It takes longer than they were told: why, the new time, and since when it is known. */
  readonly later: {
    /** Null where the title says it. */
    readonly that: string | null;
    readonly newTime: string | null;
    readonly why: string;
    readonly changedAt: string;
  } | null;
  readonly before: string | null;
  /** Why more people are before them than they were told. */
  readonly whyMore: string | null;
  /** Read aloud when it changes; nothing in it changes just because a minute has passed. */
  readonly spoken: string;
};

type Told = Pick<PhoneSnapshot, 'wait' | 'position' | 'slip'>;

type Look = WaitLines & {
  readonly title: string;
  readonly before: string | null;
  /** Why it takes longer or more people are before them. */
  readonly why: string | null;
  /** When it was said that it takes longer; null: it takes no longer than they were told. */
  readonly laterSinceAt: EpochMs | null;
};

/** Puts a wait into words at `now`; a change for the worse never without its reason. */
export function waitSentences(told: Told, now: EpochMs, texts: Texts): WaitSentences {
  const { position, slip } = told;
  const wait = told.wait ?? { kind: 'unknown', reason: 'nobody-serving' };
  const lines = waitLines(wait, now);
  const look: Look = {
    ...lines,
    title: titleOf(lines.words, texts),
    before: position === null ? null : beforeText(position, texts),
    why: slip && slipText(slip, { ...texts, t: texts.slip }, now),
    laterSinceAt: slip?.isLater === true ? slip.saidAt : null,
  };
  const isLater = look.laterSinceAt !== null;
  return {
    title: look.title,
    lead: isLater && lines.clock !== null ? null : leadOf(wait, lines, texts),
    later: laterOf(look, texts),
    before: look.before,
    whyMore: isLater ? null : look.why,
    spoken: spokenOf(look, position === 0, texts),
  };
}

function laterOf(look: Look, texts: Texts): WaitSentences['later'] {
  const { words, clock, why, laterSinceAt } = look;
  const { t } = texts;
  if (why === null || laterSinceAt === null) return null;
  return {
    that: words.kind === 'late' ? null : t('wait.late'),
    newTime: clock && newTime(clock, texts),
    why,
    changedAt: t('slip.at', { time: texts.clock(laterSinceAt) }),
  };
}

function spokenOf(look: Look, isNext: boolean, texts: Texts): string {
  const { words, news, title, before, why, laterSinceAt } = look;
  const isLater = laterSinceAt !== null;
  return [
    isLater || words.kind === 'late' ? texts.t('wait.late') : null,
    words.kind === 'unknown' ? `${title}.` : null,
    news && (isLater ? newTime(news, texts) : `${usualTime(news, texts)}.`),
    why,
    isNext ? before : null,
  ]
    .filter((part) => part !== null)
    .join(' ');
}

function titleOf(words: WaitWords, { t, common }: Texts): string {
  switch (words.kind) {
    case 'over-an-hour':
      return t('wait.overAnHour');
    case 'late':
      return t('wait.late');
    case 'unknown':
      return t('wait.unknown');
    case 'range':
      return t('wait.about', { wait: waitText(words, common) });
    // "About" goes with a range only: "about up to 5 minutes" is no English.
    case 'up-to':
    case 'more-than':
      return t('wait.plain', { wait: waitText(words, common) });
  }
}

function beforeText(position: number, { t }: Texts): string {
  return position === 0 ? t('before.next') : t('before.count', { count: position });
}

function leadOf(wait: ShownWait, { words, clock }: WaitLines, texts: Texts): string | null {
  const { t } = texts;
  if (words.kind === 'late') return t('wait.lateNext');
  if (clock !== null) return usualTime(clock, texts);
  if (wait.kind !== 'unknown') return null;
  return wait.reason === 'nobody-serving'
    ? `${t('wait.nobodyServing')} ${t('wait.unknownNext')}`
    : t('wait.unknownNext');
}

function usualTime(time: WaitClock, { t, clock }: Texts): string {
  const to = clock(time.toAt);
  if (time.kind === 'until') return t('wait.until', { to });
  return t('wait.fromTo', { from: clock(time.fromAt), to });
}

function newTime(time: WaitClock, { t, clock }: Texts): string {
  const to = clock(time.toAt);
  if (time.kind === 'until') return t('slip.until', { to });
  return t('slip.fromTo', { from: clock(time.fromAt), to });
}

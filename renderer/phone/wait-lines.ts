import type { EpochMs } from '../../shared/domain/time.ts';
import {
  type ShownWait,
  type WaitWords,
  wordsForWait,
} from '../../shared/domain/waits/told/shown-wait.ts';

export type WaitClock =
  | { readonly kind: 'from-to'; readonly fromAt: EpochMs; readonly toAt: EpochMs }
  | { readonly kind: 'until'; readonly toAt: EpochMs };

/** The wait in words, and as clock times where they say something of use. */
export type WaitLines = {
  readonly words: WaitWords;
  readonly clock: WaitClock | null;
  /** What of it is read aloud: it stays the same until another window is told. */
  readonly news: WaitClock | null;
};

/** What a phone says about a wait. The clock times are those promised: they do not count down. */
export function waitLines(wait: ShownWait, now: EpochMs): WaitLines {
  const words = wordsForWait(wait, now);
  if (wait.kind === 'unknown') return { words, clock: null, news: null };
  const fromTo = { kind: 'from-to', fromAt: wait.fromAt, toAt: wait.toAt } as const;
  switch (words.kind) {
    case 'range':
      return { words, clock: fromTo, news: fromTo };
    case 'up-to':
      return { words, clock: { kind: 'until', toAt: wait.toAt }, news: fromTo };
    case 'more-than':
    case 'over-an-hour':
    case 'late':
    case 'unknown':
      return { words, clock: null, news: null };
  }
}

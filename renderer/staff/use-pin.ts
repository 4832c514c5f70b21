import { useEffect, useState } from 'preact/compat';
import type { KioskBridge, UnlockResult } from '../../shared/contract/kiosk-bridge.ts';
import { useNow } from '../ui/now.ts';
import { secondsUntil } from './countdown.ts';

/** As many digits as a PIN can have. */
const MOST_DIGITS = 12;

/** What there is to say about the PIN. */
export type Notice =
  | Exclude<UnlockResult, { readonly kind: 'unlocked' } | { readonly kind: 'locked-out' }>
  | { readonly kind: 'locked-out'; readonly secondsLeft: number }
  | { readonly kind: 'locked-again' }
  /** The shell did not answer. */
  | { readonly kind: 'failed' };

export type Pin = {
  /** Digits typed so far; they are never shown. */
  readonly length: number;
  readonly notice: Notice | null;
  readonly isBusy: boolean;
  readonly type: (digit: string) => void;
  readonly erase: () => void;
  readonly submit: () => void;
};

type Setting = {
  readonly unlock: KioskBridge['unlock'];
  readonly wasLocked: boolean;
  readonly onUnlocked: () => void;
};

type Outcome = UnlockResult | { readonly kind: 'locked-again' } | { readonly kind: 'failed' };

/** The PIN being typed, and what the shell said of the one before. */
export function usePin({ unlock, wasLocked, onUnlocked }: Setting): Pin {
  const [digits, setDigits] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(
    wasLocked ? { kind: 'locked-again' } : null,
  );
  const now = useNow(1_000);
  const secondsLeft = outcome?.kind === 'locked-out' ? secondsUntil(outcome.untilAt, now) : 0;
  const isOver = outcome?.kind === 'locked-out' && secondsLeft === 0;
  useEffect(() => {
    if (isOver) setOutcome(null);
  }, [isOver]);
  const isHeld = isBusy || secondsLeft > 0;

  const submit = async (): Promise<void> => {
    if (isHeld || digits === '') return;
    setBusy(true);
    const result = await unlock(digits).catch((): Outcome => ({ kind: 'failed' }));
    setBusy(false);
    setDigits('');
    setOutcome(result);
    if (result.kind === 'unlocked') onUnlocked();
  };
  return {
    length: digits.length,
    notice: noticeOf(outcome, secondsLeft),
    isBusy: isHeld,
    type: (digit) => {
      if (!isHeld) setDigits((before) => (before + digit).slice(0, MOST_DIGITS));
    },
    erase: () => {
      if (!isHeld) setDigits((before) => before.slice(0, -1));
    },
    submit: () => void submit(),
  };
}

function noticeOf(outcome: Outcome | null, secondsLeft: number): Notice | null {
  if (outcome === null || outcome.kind === 'unlocked') return null;
  if (outcome.kind !== 'locked-out') return outcome;
  return secondsLeft === 0 ? null : { kind: 'locked-out', secondsLeft };
}

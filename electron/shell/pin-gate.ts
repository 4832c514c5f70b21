import type { UnlockResult } from '../../shared/contract/kiosk-bridge.ts';
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';

const TRIES_IN_A_SERIES = 3;
const FIRST_LOCK_MS = 30 * SECOND_MS;
const LONGEST_LOCK_MS = 15 * MINUTE_MS;

export type PinGate = {
  readonly wrongTries: number;
  /** Series of wrong tries since a PIN was right: each locks for twice as long. */
  readonly series: number;
  readonly lock: { readonly lockedAt: EpochMs; readonly untilAt: EpochMs } | null;
};

/** A gate at which nobody has tried anything yet. */
export const NEW_PIN_GATE: PinGate = { wrongTries: 0, series: 0, lock: null };

/**
 * The answer to any PIN while none is compared at all, otherwise null. A clock that is set back to before
 * a lock ends it: nobody at the kiosk can do that, and a lock must not last for longer than was said.
 */
export function lockedOut({ lock }: PinGate, now: EpochMs): UnlockResult | null {
  if (lock === null || now < lock.lockedAt || now >= lock.untilAt) return null;
  return { kind: 'locked-out', untilAt: lock.untilAt };
}

/**
 * What a try at the gate comes to. During a lock a right PIN is refused like any other, so that tries
 * which were compared at the same time gain nothing.
 */
export function tryPin(
  gate: PinGate,
  isRight: boolean,
  now: EpochMs,
): { readonly gate: PinGate; readonly result: UnlockResult } {
  const locked = lockedOut(gate, now);
  if (locked) return { gate, result: locked };
  if (isRight) return { gate: NEW_PIN_GATE, result: { kind: 'unlocked' } };
  const wrongTries = gate.wrongTries + 1;
  if (wrongTries < TRIES_IN_A_SERIES) {
    const triesLeft = TRIES_IN_A_SERIES - wrongTries;
    return { gate: { ...gate, wrongTries, lock: null }, result: { kind: 'wrong', triesLeft } };
  }
  const untilAt = now + Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** gate.series);
  return {
    gate: { wrongTries: 0, series: gate.series + 1, lock: { lockedAt: now, untilAt } },
    result: { kind: 'locked-out', untilAt },
  };
}

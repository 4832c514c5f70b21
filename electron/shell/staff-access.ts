import type { ActResult, KioskAction, UnlockResult } from '../../shared/contract/kiosk-bridge.ts';
import { FREE_ACTIONS } from '../../shared/contract/kiosk-bridge.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import type { KioskWindow } from './kiosk-window.ts';
import { lockedOut, NEW_PIN_GATE, type PinGate, tryPin } from './pin-gate.ts';
import { isRightPin } from './pin-hash.ts';

/** Whoever walks away without closing the staff page leaves it open for no longer than this. */
const UNLOCKED_FOR_MS = 15 * MINUTE_MS;

type StaffWindow = Pick<KioskWindow, 'showsStaff'>;

export type StaffAccessParts<Window extends StaffWindow> = {
  readonly pinHash: string | null;
  readonly perform: Readonly<Record<KioskAction, (window: Window) => ActResult>>;
  readonly log: (message: string) => void;
};

/** Who may do what: one count of wrong PINs for the whole kiosk, one open door for each window. */
export class StaffAccess<Window extends StaffWindow> {
  readonly #parts: StaffAccessParts<Window>;
  readonly #unlockedUntil = new Map<Window, number>();
  #gate: PinGate = NEW_PIN_GATE;
  // One PIN is checked at a time: tries made at once must all be counted before the next is heard.
  #lastCheck: Promise<unknown> = Promise.resolve();

  constructor(parts: StaffAccessParts<Window>) {
    this.#parts = parts;
  }

  unlock(window: Window, pin: string): Promise<UnlockResult> {
    const result = this.#lastCheck.then(() => this.#check(window, pin));
    this.#lastCheck = result.catch(() => undefined);
    return result;
  }

  isUnlocked(window: Window): boolean {
    const until = this.#unlockedUntil.get(window) ?? 0;
    return window.showsStaff && Date.now() < until;
  }

  act(window: Window, action: KioskAction): ActResult {
    if (!isFree(action) && !this.isUnlocked(window)) {
      this.#parts.log(`refused without the PIN: ${action}`);
      return { ok: false, reason: 'locked' };
    }
    if (isFree(action)) this.#unlockedUntil.delete(window);
    this.#parts.log(`staff: ${action}`);
    return this.#parts.perform[action](window);
  }

  async #check(window: Window, pin: string): Promise<UnlockResult> {
    const { pinHash, log } = this.#parts;
    if (pinHash === null) return { kind: 'no-pin' };
    if (!window.showsStaff) return { kind: 'wrong', triesLeft: 0 };
    const locked = lockedOut(this.#gate, Date.now());
    if (locked !== null) return locked;
    const { gate, result } = tryPin(this.#gate, await isRightPin(pin, pinHash), Date.now());
    this.#gate = gate;
    if (result.kind === 'unlocked') {
      this.#unlockedUntil.set(window, Date.now() + UNLOCKED_FOR_MS);
    }
    log(`staff PIN: ${result.kind}`);
    return result;
  }
}

function isFree(action: KioskAction): boolean {
  return (FREE_ACTIONS as readonly KioskAction[]).includes(action);
}

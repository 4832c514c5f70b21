import { reasonFor, reasonForPosition } from './find-slip-reason.ts';
import { type HeldWindow, holdWindow, type WindowChange } from './held-window.ts';
import type { Trust } from './promise-trust.ts';
import type { Slip, SlipReason } from './slip-reason.ts';
import type { WaitBasis } from './wait-basis.ts';
import type { WaitEstimate } from '../wait-estimate.ts';

/** What somebody has been told of their wait, and what it rested on. */
export type ToldWait = {
  readonly window: HeldWindow;
  /** How many will be called before them; null when unknown. */
  readonly position: number | null;
  readonly slip: Slip | null;
  /** The position before it last rose: told as long as it is higher. */
  readonly positionBefore: number | null;
  /** Null after a restart: then a slip has no reason but that it takes longer. */
  readonly issuedOn: WaitBasis | null;
  readonly latest: WaitBasis | null;
};

export type WaitNow = {
  readonly estimate: WaitEstimate;
  readonly basis: WaitBasis;
  readonly trust: Trust;
};

export type WaitTelling = { readonly told: ToldWait; readonly change: WindowChange };

const SLOWER: SlipReason = { code: 'slower', stationId: null, untilAt: null };

/**
 * What somebody is told now, given what they were told before. The window is held (`holdWindow`); a slip
 * comes with its reason and stays until there is better news; a position rises only with a reason.
 */
export function tellWait(previous: ToldWait | null, look: WaitNow): WaitTelling {
  const { estimate, basis, trust } = look;
  const held = holdWindow(previous?.window ?? null, estimate, basis.scene.now, { trust });
  const placed = placeOf(previous, look);
  const told: ToldWait = {
    window: held.window,
    position: placed.position,
    positionBefore: placed.before,
    slip: slipOf(previous, { look, change: held.change, placed }),
    issuedOn: held.change === 'kept' ? (previous?.issuedOn ?? null) : basis,
    latest: basis,
  };
  return { told, change: held.change };
}

/** What somebody was told last before a restart, as the ledger has it. */
export function toldBefore(window: HeldWindow, reason: SlipReason | null): ToldWait {
  const slip = reason && { reason, saidAt: window.issuedAt, isLater: true };
  return { window, slip, position: null, positionBefore: null, issuedOn: null, latest: null };
}

type Placed = {
  readonly position: number | null;
  readonly before: number | null;
  /** Why it rose just now. */
  readonly reason: SlipReason | null;
};

function placeOf(previous: ToldWait | null, { estimate, basis }: WaitNow): Placed {
  if (estimate.kind === 'unknown') return { position: null, before: null, reason: null };
  const { position } = estimate;
  const last = previous?.position ?? null;
  if (last === null) return { position, before: null, reason: null };
  const risenFrom = previous?.positionBefore ?? null;
  if (position <= last) {
    return {
      position,
      before: risenFrom !== null && position > risenFrom ? risenFrom : null,
      reason: null,
    };
  }
  const reason = previous?.latest ? reasonForPosition(previous.latest, basis) : null;
  if (reason === null) return { position: last, before: risenFrom, reason: null };
  return { position, before: risenFrom ?? last, reason };
}

type News = { readonly look: WaitNow; readonly change: WindowChange; readonly placed: Placed };

function slipOf(previous: ToldWait | null, { look, change, placed }: News): Slip | null {
  const saidAt = look.basis.scene.now;
  const old = change === 'kept' ? (previous?.slip ?? null) : null;
  if (change === 'slipped' && look.trust !== 'none') {
    return { reason: whyLater(previous, look.basis), saidAt, isLater: true };
  }
  if (placed.reason) return { reason: placed.reason, saidAt, isLater: old?.isLater ?? false };
  if (old === null || old.isLater) return old;
  return placed.before === null ? null : old;
}

/** Since the window was issued; what was done and undone since shows only since the last look. */
function whyLater(previous: ToldWait | null, basis: WaitBasis): SlipReason {
  const reason = previous?.issuedOn ? reasonFor(previous.issuedOn, basis) : SLOWER;
  if (reason.code !== 'slower' || !previous?.latest) return reason;
  return reasonFor(previous.latest, basis);
}

import { type EpochMs, MINUTE_MS } from '../time.ts';
import type { ShownWait } from './shown-wait.ts';
import { QUANTILE_LEVELS, type WaitEstimate } from './wait-estimate.ts';

/** What people have been told, and when. Handed back at the next look, so that it is held steady. */
export type HeldWindow = ShownWait & { readonly issuedAt: EpochMs };

export type WindowChange =
  /** Nothing new is said. */
  | 'kept'
  /** The first window, or the first after a time without one. */
  | 'issued'
  /** It takes longer than they were told: said at once, never hidden. */
  | 'slipped'
  /** It goes faster than they were told. */
  | 'earlier'
  /** There was a window and now nobody can say. */
  | 'lost';

export type WindowDecision = { readonly window: HeldWindow; readonly change: WindowChange };

// All figures: section 6 of the study of wait predictors, whose held window from q25 to q85 was
// later than shown 10 % of the time and slipped 0.7 times a patient.
const FROM_LEVEL = 0.25;
const TO_LEVEL = 0.85;
const STEP_MINUTES = 5;
const SLIPPED_LEVEL = 0.7;
const EARLY_LEVEL = 0.9;
const EARLY_BY_MINUTES = 10;
const TOLERANCE_MINUTES = 2.5;
const LEAST_SHARE_INSIDE = 0.5;
const HELD_FOR_MINUTES = 6;

type Known = Extract<WaitEstimate, { kind: 'known' }>;
type Promised = Extract<HeldWindow, { kind: 'window' }>;

/**
 * What people are told at `now`: the window they were told before as long as it holds, else a new one.
 * A window is q25 to q85 of the estimate, outward to 5 minutes, kept as clock times. It is issued
 * again at once when it slips, and after a while when it misleads or is clearly too late.
 */
export function holdWindow(
  previous: HeldWindow | null,
  estimate: WaitEstimate,
  now: EpochMs,
): WindowDecision {
  if (estimate.kind === 'unknown') return withoutWindow(previous, estimate.reason, now);
  if (previous?.kind !== 'window') return { window: issue(estimate, now), change: 'issued' };
  if (stillHolds(previous, estimate, now)) return { window: previous, change: 'kept' };
  const window = issue(estimate, now);
  const isSlipping = quantile(estimate, TO_LEVEL) > (previous.toAt - now) / MINUTE_MS;
  if (isSlipping) return { window, change: 'slipped' };
  // What was promised still holds at its later end: rounding must not move that end away.
  return { window: { ...window, toAt: Math.min(window.toAt, previous.toAt) }, change: 'earlier' };
}

function withoutWindow(
  previous: HeldWindow | null,
  reason: Extract<WaitEstimate, { kind: 'unknown' }>['reason'],
  now: EpochMs,
): WindowDecision {
  if (previous?.kind === 'unknown' && previous.reason === reason) {
    return { window: previous, change: 'kept' };
  }
  const window: HeldWindow = { kind: 'unknown', reason, issuedAt: now };
  return { window, change: previous?.kind === 'window' ? 'lost' : 'kept' };
}

function issue(estimate: Known, now: EpochMs): Promised {
  const from = Math.floor(quantile(estimate, FROM_LEVEL) / STEP_MINUTES) * STEP_MINUTES;
  const to = Math.ceil(quantile(estimate, TO_LEVEL) / STEP_MINUTES) * STEP_MINUTES;
  return {
    kind: 'window',
    fromAt: now + from * MINUTE_MS,
    toAt: now + Math.max(to, from + STEP_MINUTES) * MINUTE_MS,
    issuedAt: now,
  };
}

function stillHolds(promised: Promised, estimate: Known, now: EpochMs): boolean {
  const from = (promised.fromAt - now) / MINUTE_MS;
  const to = (promised.toAt - now) / MINUTE_MS;
  if (quantile(estimate, SLIPPED_LEVEL) > to) return false;
  if (now - promised.issuedAt < HELD_FOR_MINUTES * MINUTE_MS) return true;
  const isMisleading =
    shareBetween(estimate, from - TOLERANCE_MINUTES, to + TOLERANCE_MINUTES) < LEAST_SHARE_INSIDE;
  const isEarly = quantile(estimate, EARLY_LEVEL) < to - EARLY_BY_MINUTES;
  return !isMisleading && !isEarly;
}

function quantile({ quantiles }: Known, level: number): number {
  const minutes = quantiles[QUANTILE_LEVELS.findIndex((known) => Math.abs(known - level) < 0.01)];
  if (minutes === undefined) throw new Error(`an estimate has no quantile at ${level}`);
  return minutes;
}

/** Each of the quantiles stands for an equal share of what may happen. */
function shareBetween({ quantiles }: Known, from: number, to: number): number {
  return quantiles.filter((minutes) => minutes >= from && minutes <= to).length / quantiles.length;
}

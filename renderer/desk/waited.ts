import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';

export const LONG_WAIT_MINUTES = 30;
const METER_MINUTES = 45;

/** Whole minutes from joining the queue until called, or until now for those who still wait. */
export function waitedMinutes(
  entry: Pick<DeskEntry, 'queuedAt' | 'calledAt'>,
  now: EpochMs,
): number {
  return minutesSince(entry.queuedAt, entry.calledAt ?? now);
}

/** Whole minutes between an instant and now; never negative, whatever this device's clock says. */
export function minutesSince(at: EpochMs, now: EpochMs): number {
  return Math.max(0, Math.floor((now - at) / MINUTE_MS));
}

/** Those who have waited over half an hour and still wait or are held, longest first. */
export function longWaiting(entries: readonly DeskEntry[], now: EpochMs): readonly DeskEntry[] {
  return entries
    .filter((entry) => isLongWaiting(entry, now))
    .toSorted((a, b) => a.queuedAt - b.queuedAt);
}

export function isLongWaiting(entry: DeskEntry, now: EpochMs): boolean {
  return isWaitingOrHeld(entry) && waitedMinutes(entry, now) > LONG_WAIT_MINUTES;
}

/** Held people stay on the waiting list: out of sight they would be forgotten. */
export function isWaitingOrHeld(entry: DeskEntry): boolean {
  return entry.status === 'waiting' || entry.status === 'held';
}

/** Half of these people have waited so many minutes or less; null when there is nobody. */
export function medianWaited(entries: readonly DeskEntry[], now: EpochMs): number | null {
  const minutes = entries.map((entry) => waitedMinutes(entry, now)).toSorted((a, b) => a - b);
  return minutes[Math.floor((minutes.length - 1) / 2)] ?? null;
}

/** How full the meter of a wait is; its mark of 30 minutes stands at two thirds. */
export function meterPercent(minutes: number): number {
  return Math.min(100, Math.round((minutes / METER_MINUTES) * 100));
}

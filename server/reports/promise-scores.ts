import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import type { LedgerWindow } from '../db/promises.ts';
import { type Wait, wasKept } from './visit-times.ts';

/** What came of one window that somebody was told. */
export type WindowScore = {
  readonly outcome: 'early' | 'inside' | 'late';
  /** Of those called late. */
  readonly lateMinutes: number | null;
  readonly widthMinutes: number;
};

/** What one person in one queue was told, against what happened. */
export type PatientScore = {
  readonly entryId: string;
  readonly day: string;
  readonly serviceId: string;
  /** Null: nobody was told, or it is still open. */
  readonly first: WindowScore | null;
  readonly last: WindowScore | null;
  /** How often they were told that it takes longer. */
  readonly slips: number;
  /** How far off the estimate at the beginning was, beside the simple rule; both are known or neither. */
  readonly errors: { readonly foyerMinutes: number; readonly simpleMinutes: number } | null;
};

type Called = Pick<Wait, 'entryId' | 'day' | 'serviceId' | 'calledAt' | 'goneAt'>;

/** Scores what somebody was told, given the windows in the order in which they were issued. */
export function scorePatient(
  wait: Called,
  windows: readonly LedgerWindow[],
  latestAt: EpochMs,
): PatientScore {
  const told = windows.filter(({ isShown }) => isShown === 1);
  const { entryId, day, serviceId } = wait;
  return {
    entryId,
    day,
    serviceId,
    first: scoreWindow(told[0], wait, latestAt),
    last: scoreWindow(told.at(-1), wait, latestAt),
    slips: told.filter(({ change }) => change === 'slipped').length,
    errors: errorsOf(windows[0], wait.calledAt),
  };
}

function scoreWindow(
  window: LedgerWindow | undefined,
  { calledAt, goneAt }: Called,
  latestAt: EpochMs,
): WindowScore | null {
  if (!window) return null;
  const { fromAt, toAt } = window;
  const isKept = wasKept({ fromAt, toAt, calledAt, goneAt }, latestAt);
  if (isKept === null) return null;
  const widthMinutes = (toAt - fromAt) / MINUTE_MS;
  if (!isKept) {
    const lateMinutes = calledAt === null ? null : (calledAt - toAt) / MINUTE_MS;
    return { outcome: 'late', lateMinutes, widthMinutes };
  }
  const isEarly = calledAt !== null && calledAt < fromAt;
  return { outcome: isEarly ? 'early' : 'inside', lateMinutes: null, widthMinutes };
}

function errorsOf(
  window: LedgerWindow | undefined,
  calledAt: EpochMs | null,
): PatientScore['errors'] {
  if (!window || calledAt === null) return null;
  const { estimateMinutes, simpleMinutes, issuedAt } = window;
  if (estimateMinutes === null || simpleMinutes === null) return null;
  const minutes = (calledAt - issuedAt) / MINUTE_MS;
  return {
    foyerMinutes: Math.abs(minutes - estimateMinutes),
    simpleMinutes: Math.abs(minutes - simpleMinutes),
  };
}

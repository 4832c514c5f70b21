import type {
  DestinationState,
  ScheduleSourceState,
} from '../../shared/contract/upstream-state.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';

export type UpstreamParts = {
  readonly destinations: readonly DestinationState[];
  readonly scheduleSource: ScheduleSourceState | null;
};

export type UpstreamTrouble = 'behind' | 'set-aside' | 'list';

// A line that blinks and a hub that restarts put themselves right: nobody need read of it.
const BLINK_MS = 2 * MINUTE_MS;
const LIST_MISSED_MS = 30 * MINUTE_MS;
const LIST_OLD_MS = 12 * HOUR_MS;

/** What staff should know of first, or null while all is well. */
export function upstreamTrouble(
  { destinations, scheduleSource }: UpstreamParts,
  now: EpochMs,
): UpstreamTrouble | null {
  if (destinations.some((one) => isLate(one, now))) return 'behind';
  if (destinations.some((one) => one.setAsideCount > 0)) return 'set-aside';
  return scheduleSource !== null && isListOld(scheduleSource, now) ? 'list' : null;
}

/** Whether the day's list may no longer be what the hospital has. */
export function isListOld({ succeededAt, problem }: ScheduleSourceState, now: EpochMs): boolean {
  if (succeededAt === null) return problem !== null;
  return now - succeededAt > (problem === null ? LIST_OLD_MS : LIST_MISSED_MS);
}

function isLate({ status, oldestWaitingAt }: DestinationState, now: EpochMs): boolean {
  return status !== 'ok' && oldestWaitingAt !== null && now - oldestWaitingAt > BLINK_MS;
}

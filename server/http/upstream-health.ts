import type {
  DestinationState,
  ScheduleSourceState,
} from '../../shared/contract/upstream-state.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';

/** Longer than any restart of a hub or blip of a line: then somebody must look. */
const LONGEST_WAIT_MS = 15 * MINUTE_MS;
const OLDEST_LIST_MS = 12 * HOUR_MS;

/** A destination as `/health` shows it: no event of a patient's visit, only how many. */
export type DestinationHealth = Pick<
  DestinationState,
  'destinationId' | 'kind' | 'label' | 'status' | 'failure' | 'waitingCount' | 'setAsideCount'
> & {
  readonly lastSuccessAt: string | null;
  readonly oldestWaitingAt: string | null;
};

export type ScheduleHealth = Omit<ScheduleSourceState, 'succeededAt'> & {
  readonly succeededAt: string | null;
};

export function destinationHealth(state: DestinationState): DestinationHealth {
  return {
    destinationId: state.destinationId,
    kind: state.kind,
    label: state.label,
    status: state.status,
    failure: state.failure,
    lastSuccessAt: isoOf(state.lastSuccessAt),
    waitingCount: state.waitingCount,
    oldestWaitingAt: isoOf(state.oldestWaitingAt),
    setAsideCount: state.setAsideCount,
  };
}

export function scheduleHealth(source: ScheduleSourceState): ScheduleHealth {
  return { ...source, succeededAt: isoOf(source.succeededAt) };
}

/** Whether a person has to do something about a destination; back-off and retry do the rest. */
export function needsAttention(state: DestinationState, now: EpochMs): boolean {
  const { status, oldestWaitingAt, setAsideCount } = state;
  const isLate =
    status !== 'ok' && oldestWaitingAt !== null && now - oldestWaitingAt > LONGEST_WAIT_MS;
  return isLate || setAsideCount > 0;
}

/** A list that has never come is only just being asked for, unless it is known to have failed. */
export function isListTooOld({ succeededAt, problem }: ScheduleSourceState, now: EpochMs): boolean {
  return succeededAt === null ? problem !== null : now - succeededAt > OLDEST_LIST_MS;
}

export function isoOf(at: EpochMs | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

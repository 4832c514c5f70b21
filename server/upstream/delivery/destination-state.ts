import type {
  DeliveryFailure,
  DestinationState,
  SetAsideEvent,
} from '../../../shared/contract/upstream-state.ts';
import { type EpochMs, MINUTE_MS } from '../../../shared/domain/time.ts';
import type { Destination } from './destination.ts';

/** What is known of a destination's delivery. */
export type DeliverySeen = {
  readonly failure: DeliveryFailure | null;
  readonly lastSuccessAt: EpochMs | null;
  readonly waitingCount: number;
  /** For how long something waits that has not been delivered. */
  readonly waitedMs: number;
  /** When the first of what waits happened; asked for only when people are shown it. */
  readonly oldestWaitingAt: () => EpochMs | null;
  readonly setAsideCount: number;
  readonly setAside: readonly SetAsideEvent[];
};

/** What happens in the clinic is at its destination within this time while all is well. */
const PROMISED_MS = MINUTE_MS;

/** How a destination is, as people see it: coarse, so that screens are not told of every batch. */
export function destinationState(
  { id, kind, label }: Pick<Destination, 'id' | 'kind' | 'label'>,
  seen: DeliverySeen,
): DestinationState {
  const status = statusOf(seen);
  const isOk = status === 'ok';
  return {
    destinationId: id,
    kind,
    label,
    status,
    failure: status === 'failing' ? seen.failure : null,
    lastSuccessAt: toTheMinute(seen.lastSuccessAt),
    waitingCount: isOk ? 0 : seen.waitingCount,
    oldestWaitingAt: isOk ? null : seen.oldestWaitingAt(),
    setAsideCount: seen.setAsideCount,
    setAside: seen.setAside,
  };
}

/** A destination of which not even that can be told, for a fault of ours. */
export function outOfOrder({
  id,
  kind,
  label,
}: Pick<Destination, 'id' | 'kind' | 'label'>): DestinationState {
  return {
    destinationId: id,
    kind,
    label,
    status: 'failing',
    failure: 'not-understood',
    lastSuccessAt: null,
    waitingCount: 0,
    oldestWaitingAt: null,
    setAsideCount: 0,
    setAside: [],
  };
}

/** Whether people should be told that something is different now; counts that run by are no news. */
export function isNews(before: DestinationState, now: DestinationState): boolean {
  return (
    before.status !== now.status ||
    before.failure !== now.failure ||
    before.setAsideCount !== now.setAsideCount ||
    before.setAside[0]?.seq !== now.setAside[0]?.seq
  );
}

function statusOf({ failure, waitingCount, waitedMs }: DeliverySeen): DestinationState['status'] {
  if (waitingCount === 0) return 'ok';
  if (failure !== null) return 'failing';
  return waitedMs > PROMISED_MS ? 'behind' : 'ok';
}

function toTheMinute(at: EpochMs | null): EpochMs | null {
  return at === null ? null : Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

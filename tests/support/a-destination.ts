import type { DestinationState } from '../../shared/contract/upstream-state.ts';

/** Noon of the test clinic's day. */
export const NOON = Date.UTC(2026, 10, 21, 12);

/** A destination to which everything is delivered; `change` is what a test is about. */
export function aDestination(change: Partial<DestinationState> = {}): DestinationState {
  return {
    destinationId: 'hub',
    kind: 'hub',
    label: 'City hub',
    status: 'ok',
    failure: null,
    lastSuccessAt: NOON,
    waitingCount: 0,
    oldestWaitingAt: null,
    setAsideCount: 0,
    setAside: [],
    ...change,
  };
}

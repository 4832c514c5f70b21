import { useSyncExternalStore } from 'preact/compat';
import type { Outbox, OutboxState } from './outbox.ts';

export function useOutboxState(outbox: Outbox): OutboxState {
  return useSyncExternalStore(outbox.subscribe, outbox.getState);
}

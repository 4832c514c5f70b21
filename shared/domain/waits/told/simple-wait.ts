import type { QueueEntry, StationState } from '../../queue-entry.ts';
import { canServe } from '../../queue-order.ts';

export type SimpleWaitInput = {
  readonly entry: QueueEntry;
  /** How many will be called before them. */
  readonly position: number;
  readonly stations: readonly StationState[];
  /** What the clinic's file says one patient of the service takes. */
  readonly serviceMinutes: number;
};

/**
 * The rule that most queue products use, kept beside every promise so that a clinic can see what ours
 * is worth: the place in the queue, counted from 1, times the minutes of a visit, shared among the open
 * stations that may call this person. Null when none is open. Minutes.
 */
export function simpleWaitMinutes(input: SimpleWaitInput): number | null {
  const { entry, position, stations, serviceMinutes } = input;
  const open = stations.filter((station) => canServe(station, entry)).length;
  return open === 0 ? null : ((position + 1) * serviceMinutes) / open;
}

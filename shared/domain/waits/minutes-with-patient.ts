import type { QueueEntry } from '../queue-entry.ts';
import { type EpochMs, MINUTE_MS } from '../time.ts';

/** A call made longer than this before the start was made while the last patient was still inside. */
const LONGEST_WALK_MINUTES = 3;

/**
 * Since when a called or started patient has the station: the call, because the walk there is part
 * of what a visit takes. Someone who has not come yet is about to start, however old the call is.
 */
export function occupiedSinceAt(entry: QueueEntry, now: EpochMs): EpochMs {
  const startAt = entry.startedAt ?? now;
  return Math.max(entry.calledAt ?? startAt, startAt - LONGEST_WALK_MINUTES * MINUTE_MS);
}

/** How long a finished visit took its station, for `learnFromToday`; null for anything else. */
export function minutesWithPatient(entry: QueueEntry): number | null {
  if (entry.startedAt === null || entry.endedAt === null) return null;
  return (entry.endedAt - occupiedSinceAt(entry, entry.startedAt)) / MINUTE_MS;
}

import type { QueuePolicy } from './clinic.ts';
import type { QueueEntry, StationState } from './queue-entry.ts';
import { type EpochMs, MINUTE_MS } from './time.ts';

/** All that the order looks at: of somebody in a queue, or of somebody the wait model simulates. */
export type Turn = Pick<
  QueueEntry,
  'id' | 'priority' | 'appointmentAt' | 'queuedAt' | 'dueAt' | 'overtakenCount'
>;

/**
 * When a patient's fair turn falls due.
 * Booked: the appointment's time, or the arrival when more than the late grace after it.
 * Walk-in: the arrival plus the walk-in handicap.
 */
export function dueAt(
  arrival: { readonly queuedAt: EpochMs; readonly appointmentAt: EpochMs | null },
  policy: QueuePolicy,
): EpochMs {
  const { queuedAt, appointmentAt } = arrival;
  if (appointmentAt === null) return queuedAt + policy.walkInHandicapMinutes * MINUTE_MS;
  const isLate = queuedAt > appointmentAt + policy.lateGraceMinutes * MINUTE_MS;
  return isLate ? queuedAt : appointmentAt;
}

/**
 * The one order of the queue: what the desk calls, what the screens show and what the wait model
 * simulates. Clinical priority first; within it those overtaken as often as the policy allows, then
 * by due time. Returns a new array; input order never matters.
 */
export function orderQueue<Queued extends Turn>(
  entries: readonly Queued[],
  policy: QueuePolicy,
): readonly Queued[] {
  return entries.toSorted((a, b) => compareInQueue(a, b, policy));
}

/** Negative when `a` is called before `b`. A total order: only the same entry compares as equal. */
export function compareInQueue(a: Turn, b: Turn, policy: QueuePolicy): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  const aProtected = isProtected(a, policy);
  if (aProtected !== isProtected(b, policy)) return aProtected ? -1 : 1;
  // Among the protected only readiness counts, or two of them could go on overtaking each other.
  if (aProtected && readyAt(a) !== readyAt(b)) return readyAt(a) - readyAt(b);
  return a.dueAt - b.dueAt || a.queuedAt - b.queuedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Whether this station, open now, may call this patient. */
export function canServe(
  station: Pick<StationState, 'status' | 'serviceIds' | 'providerId'>,
  entry: Pick<QueueEntry, 'serviceId' | 'providerId'>,
): boolean {
  return (
    station.status === 'open' &&
    station.serviceIds.includes(entry.serviceId) &&
    (entry.providerId === null || entry.providerId === station.providerId)
  );
}

/** Whether this patient can be offered to a station at `now`. */
export function isCallable(
  entry: Pick<QueueEntry, 'status' | 'notBeforeAt'>,
  now: EpochMs,
): boolean {
  return entry.status === 'waiting' && (entry.notBeforeAt === null || entry.notBeforeAt <= now);
}

/** Who this station should call next, or null when nobody it may see is waiting. */
export function nextFor(
  station: StationState,
  entries: readonly QueueEntry[],
  context: { readonly policy: QueuePolicy; readonly now: EpochMs },
): QueueEntry | null {
  let best: QueueEntry | null = null;
  for (const entry of entries) {
    if (!isCallable(entry, context.now) || !canServe(station, entry)) continue;
    if (best === null || compareInQueue(entry, best, context.policy) < 0) best = entry;
  }
  return best;
}

/**
 * Those passed over when `called` is called to `station`: whoever is callable there and ready for
 * longer. Their `overtakenCount` goes up by one, which is what bounds it.
 */
export function overtakenBy(
  called: QueueEntry,
  station: StationState,
  queue: { readonly entries: readonly QueueEntry[]; readonly now: EpochMs },
): readonly QueueEntry[] {
  return queue.entries.filter(
    (entry) =>
      passesOver(called, entry) && isCallable(entry, queue.now) && canServe(station, entry),
  );
}

/**
 * Whether calling `called` passes over `other`, who could be called there as well: somebody of the
 * same clinical priority who has been ready for longer. Nobody passes over themselves.
 */
export function passesOver(called: Turn, other: Turn): boolean {
  return other.priority === called.priority && readyAt(other) < readyAt(called);
}

/** Someone who comes early is not being overtaken before the appointment's time. */
function readyAt({ queuedAt, appointmentAt }: Turn): EpochMs {
  return appointmentAt === null || appointmentAt < queuedAt ? queuedAt : appointmentAt;
}

function isProtected(entry: Turn, policy: QueuePolicy): boolean {
  return entry.overtakenCount >= policy.maxOvertakes;
}

import type { QueuePolicy } from './clinic.ts';
import { isActive, type QueueEntry, type StationState } from './queue-entry.ts';
import { canServe, nextFor, overtakenBy } from './queue-order.ts';
import { accept, type Decision, refuse } from './refusal.ts';
import { type EpochMs, MINUTE_MS } from './time.ts';

/** What a step is decided on: everybody in the clinic's queues, the settings, and the time. */
export type QueueContext = {
  readonly entries: readonly QueueEntry[];
  readonly policy: QueuePolicy;
  readonly now: EpochMs;
};

export type CallStep = {
  readonly entry: QueueEntry;
  /** The ids of those passed over; each is counted, so that nobody is passed over without end. */
  readonly overtookIds: readonly string[];
};

/** Calls the patient whose turn it is for this station. */
export function callNext(station: StationState, context: QueueContext): Decision<CallStep> {
  if (station.status !== 'open') return refuse('station-not-open');
  if (isCalling(station, context.entries)) return refuse('station-busy');
  const entry = nextFor(station, context.entries, context);
  if (!entry) return refuse('nobody-waiting');
  return accept(call(entry, station, context));
}

/** Calls a chosen patient. Anyone but the next in turn needs a reason, which goes into the event log. */
export function callThisOne(
  entry: QueueEntry,
  station: StationState,
  context: QueueContext & { readonly reason: string | null },
): Decision<CallStep> {
  if (station.status !== 'open') return refuse('station-not-open');
  if (entry.status !== 'waiting') return refuse('entry-not-waiting');
  if (!canServe(station, entry)) return refuse('not-served-here');
  if (isCalling(station, context.entries)) return refuse('station-busy');
  const isNext = nextFor(station, context.entries, context)?.id === entry.id;
  if (!isNext && context.reason === null) return refuse('reason-needed');
  return accept(call(entry, station, context));
}

function call(entry: QueueEntry, station: StationState, context: QueueContext): CallStep {
  return {
    entry: {
      ...entry,
      status: 'called',
      stationId: station.stationId,
      seenByProviderId: station.providerId,
      callCount: 1,
      calledAt: context.now,
      lastCallAt: context.now,
      notBeforeAt: null,
    },
    overtookIds: overtakenBy(entry, station, context).map((other) => other.id),
  };
}

/** A station calls one patient at a time; it may call the next while the last is still inside. */
function isCalling(station: StationState, entries: readonly QueueEntry[]): boolean {
  return entries.some(
    (entry) => entry.status === 'called' && entry.stationId === station.stationId,
  );
}

export function recall(entry: QueueEntry, now: EpochMs): Decision<QueueEntry> {
  if (entry.status !== 'called') return refuse('entry-not-called');
  return accept({ ...entry, callCount: entry.callCount + 1, lastCallAt: now });
}

/** "Did not come": only after the set number of calls and a pause, so that nobody is lost by haste. */
export function markNoShow(
  entry: QueueEntry,
  policy: QueuePolicy,
  now: EpochMs,
): Decision<QueueEntry> {
  if (entry.status !== 'called') return refuse('entry-not-called');
  if (entry.callCount < policy.callsBeforeNoShow) return refuse('recall-before-no-show');
  const pauseEndsAt = (entry.lastCallAt ?? now) + policy.noShowPauseMinutes * MINUTE_MS;
  if (now < pauseEndsAt) return refuse('pause-before-no-show');
  return accept({ ...entry, status: 'no-show', endedAt: now });
}

/** Puts a called or missing patient back in their place; offered again after a short pause. */
export function requeue(
  entry: QueueEntry,
  policy: QueuePolicy,
  now: EpochMs,
): Decision<QueueEntry> {
  if (entry.status !== 'called' && entry.status !== 'no-show') return refuse('entry-not-called');
  return accept({
    ...toWaiting(entry),
    notBeforeAt: now + policy.requeuePauseMinutes * MINUTE_MS,
  });
}

export function start(entry: QueueEntry, now: EpochMs): Decision<QueueEntry> {
  if (entry.status !== 'called') return refuse('entry-not-called');
  return accept({ ...entry, status: 'in-service', startedAt: now });
}

export function finish(entry: QueueEntry, now: EpochMs): Decision<QueueEntry> {
  if (entry.status !== 'in-service') return refuse('entry-not-in-service');
  return accept({ ...entry, status: 'done', endedAt: now });
}

export function hold(entry: QueueEntry): Decision<QueueEntry> {
  if (entry.status !== 'waiting' && entry.status !== 'called') return refuse('entry-not-waiting');
  return accept({ ...toWaiting(entry), status: 'held' });
}

/** Back in their old place: `queuedAt` and `dueAt` never changed while they were held. */
export function resume(entry: QueueEntry): Decision<QueueEntry> {
  if (entry.status !== 'held') return refuse('entry-not-held');
  return accept({ ...entry, status: 'waiting' });
}

/** Went home before being seen. */
export function markLeft(entry: QueueEntry, now: EpochMs): Decision<QueueEntry> {
  if (!isActive(entry) || entry.status === 'in-service') return refuse('entry-over');
  return accept({ ...entry, status: 'left', endedAt: now });
}

export type TransferTarget = {
  readonly newEntryId: string;
  readonly serviceId: string;
  readonly providerId: string | null;
};

/** Finishes here and waits there. Nobody starts again at the back: the time waited so far counts. */
export function transfer(
  entry: QueueEntry,
  target: TransferTarget,
  now: EpochMs,
): Decision<{ readonly from: QueueEntry; readonly to: QueueEntry }> {
  if (!isActive(entry)) return refuse('entry-over');
  if (entry.serviceId === target.serviceId && entry.providerId === target.providerId) {
    return refuse('same-service');
  }
  const wasSeen = entry.status === 'in-service';
  const to: QueueEntry = {
    ...toWaiting(entry),
    id: target.newEntryId,
    serviceId: target.serviceId,
    providerId: target.providerId,
    leg: entry.leg + 1,
    status: 'waiting',
    queuedAt: wasSeen ? now : entry.queuedAt,
    // Someone who was already seen joins the next queue as due now: booked time or handicap are spent.
    dueAt: wasSeen ? now : entry.dueAt,
    appointmentAt: wasSeen ? null : entry.appointmentAt,
    overtakenCount: wasSeen ? 0 : entry.overtakenCount,
    startedAt: null,
    endedAt: null,
  };
  return accept({ from: { ...entry, status: 'done', endedAt: now }, to });
}

export function setPriority(entry: QueueEntry, priority: number): Decision<QueueEntry> {
  if (entry.status !== 'waiting' && entry.status !== 'held') return refuse('entry-not-waiting');
  return accept({ ...entry, priority });
}

function toWaiting(entry: QueueEntry): QueueEntry {
  return {
    ...entry,
    status: 'waiting',
    stationId: null,
    seenByProviderId: null,
    callCount: 0,
    calledAt: null,
    lastCallAt: null,
    startedAt: null,
    endedAt: null,
    notBeforeAt: null,
  };
}

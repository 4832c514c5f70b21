import type { EpochMs } from './time.ts';

export const ENTRY_STATUSES = [
  'waiting',
  'called',
  'in-service',
  'held',
  'done',
  'no-show',
  'left',
] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** A visit's place in one service's queue. A visit can have several, one after another (`leg`). */
export type QueueEntry = {
  readonly id: string;
  readonly visitId: string;
  readonly ticket: string;
  readonly serviceId: string;
  /** When set, only this provider may see them. */
  readonly providerId: string | null;
  /** Which of the visit's queues this is, from 1; 0 for one that "undo" took back. */
  readonly leg: number;
  readonly status: EntryStatus;
  /** Clinical: 0 routine, higher sooner. */
  readonly priority: number;
  readonly appointmentAt: EpochMs | null;
  /** When they joined this queue. */
  readonly queuedAt: EpochMs;
  /** When their fair turn falls due (`queue-order.ts`). */
  readonly dueAt: EpochMs;
  /** Not offered to a station before this instant: set when a patient who did not come is put back. */
  readonly notBeforeAt: EpochMs | null;
  readonly overtakenCount: number;
  readonly stationId: string | null;
  readonly callCount: number;
  readonly calledAt: EpochMs | null;
  readonly lastCallAt: EpochMs | null;
  readonly startedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  /** The provider whose station called or saw them, for what the day has shown about durations. */
  readonly seenByProviderId: string | null;
};

type Joining = Pick<
  QueueEntry,
  'id' | 'visitId' | 'ticket' | 'serviceId' | 'providerId' | 'appointmentAt' | 'queuedAt' | 'dueAt'
>;

/** The first entry of a visit, to which nothing has happened yet. */
export function newEntry(joining: Joining): QueueEntry {
  return {
    ...joining,
    leg: 1,
    status: 'waiting',
    priority: 0,
    notBeforeAt: null,
    overtakenCount: 0,
    stationId: null,
    callCount: 0,
    calledAt: null,
    lastCallAt: null,
    startedAt: null,
    endedAt: null,
    seenByProviderId: null,
  };
}

export type StationStatus = 'open' | 'paused' | 'closed';

/** A station's state today, joined with what the clinic's file says it serves. */
export type StationState = {
  readonly stationId: string;
  readonly areaId: string;
  readonly serviceIds: readonly string[];
  readonly status: StationStatus;
  readonly providerId: string | null;
  readonly sinceAt: EpochMs;
  /** For a pause: when staff expect to be back, if they said. */
  readonly untilAt: EpochMs | null;
};

export function isActive(entry: QueueEntry): boolean {
  return (
    entry.status === 'waiting' ||
    entry.status === 'called' ||
    entry.status === 'in-service' ||
    entry.status === 'held'
  );
}

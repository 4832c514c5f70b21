import type { EpochMs } from '../../time.ts';
import type { LegRecord } from './day-record.ts';
import type { SceneEntry } from '../wait-scene.ts';

/** A visit's time in one queue while its day is being recorded. Replaced and never changed. */
export type RecordedLeg = {
  readonly record: LegRecord;
  /** The same as the queue's order sees it. */
  readonly entry: SceneEntry;
  /** Since when it can be called without a break: it came, came back, or went to another queue. */
  readonly callableSinceAt: EpochMs;
  /** When it was called for the first time, also when it was put back since. */
  readonly firstCalledAt: EpochMs | null;
};

type Aside = Pick<RecordedLeg, 'callableSinceAt' | 'firstCalledAt'>;

export type Arrival = Pick<
  LegRecord,
  | 'visitId'
  | 'leg'
  | 'serviceId'
  | 'visitType'
  | 'bookedMinutes'
  | 'providerId'
  | 'appointmentAt'
  | 'priority'
  | 'queuedAt'
  | 'dueAt'
>;

const NOT_CALLED = {
  stationId: null,
  seenByProviderId: null,
  calledAt: null,
  startedAt: null,
  endedAt: null,
  endedBy: null,
  stationFreeAt: null,
  waitedAtFree: false,
  wasInTurn: null,
  wasInTurnUnbounded: null,
} as const;

/** Somebody who joins a queue. */
export function arrivingLeg(arrival: Arrival): RecordedLeg {
  const { visitId, leg, queuedAt } = arrival;
  const entryId = leg === 1 ? visitId : `${visitId}#${leg}`;
  return legOf(
    { entryId, ...arrival, overtakenCount: 0, status: 'waiting', ...NOT_CALLED },
    { callableSinceAt: queuedAt, firstCalledAt: null },
  );
}

export function changedLeg(
  leg: RecordedLeg,
  change: Partial<LegRecord>,
  aside: Partial<Aside> = {},
): RecordedLeg {
  const { callableSinceAt, firstCalledAt } = leg;
  return legOf({ ...leg.record, ...change }, { callableSinceAt, firstCalledAt, ...aside });
}

/** Back in its place, as if never called; `queuedAt` and `dueAt` stay. */
export function waitingLeg(
  leg: RecordedLeg,
  at: EpochMs,
  change: Partial<LegRecord> = {},
): RecordedLeg {
  const back: Partial<LegRecord> = { ...NOT_CALLED, status: 'waiting', ...change };
  return changedLeg(leg, back, { callableSinceAt: at });
}

/** Whether somebody is called or inside. */
export function isThere({ record }: RecordedLeg): boolean {
  return record.status === 'called' || record.status === 'in-service';
}

/** Only the next call says that they are done, and nothing that they ever went in. */
export function isUnseenForAllWeKnow({ record }: RecordedLeg): boolean {
  return record.endedBy === 'next-call' && record.startedAt === null;
}

function legOf(record: LegRecord, aside: Aside): RecordedLeg {
  return { record, entry: entryOf(record), ...aside };
}

function entryOf(record: LegRecord): SceneEntry {
  const { calledAt } = record;
  return {
    id: record.entryId,
    visitId: record.visitId,
    ticket: '',
    serviceId: record.serviceId,
    providerId: record.providerId,
    leg: record.leg,
    status: record.status,
    priority: record.priority,
    appointmentAt: record.appointmentAt,
    queuedAt: record.queuedAt,
    dueAt: record.dueAt,
    notBeforeAt: null,
    overtakenCount: record.overtakenCount,
    stationId: record.stationId,
    callCount: calledAt === null ? 0 : 1,
    calledAt,
    lastCallAt: calledAt,
    startedAt: record.startedAt,
    endedAt: record.endedAt,
    seenByProviderId: record.seenByProviderId,
    visitType: record.visitType,
    bookedMinutes: record.bookedMinutes,
  };
}

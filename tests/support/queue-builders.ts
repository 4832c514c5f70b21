import type { QueuePolicy } from '../../shared/domain/clinic.ts';
import { newEntry, type QueueEntry, type StationState } from '../../shared/domain/queue-entry.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';

/** A fixed instant that cases count from. */
export const NOON = Date.UTC(2026, 5, 15, 12);

/** The instant so many minutes after noon. */
export function noonPlus(minutes: number): number {
  return NOON + minutes * MINUTE_MS;
}

export const POLICY: QueuePolicy = {
  lateGraceMinutes: 10,
  walkInHandicapMinutes: 20,
  maxOvertakes: 3,
  callsBeforeNoShow: 2,
  noShowPauseMinutes: 2,
  requeuePauseMinutes: 5,
};

/** A walk-in for the doctor, waiting since noon, with whatever the case is about. */
export function waiting(about: Partial<QueueEntry> = {}): QueueEntry {
  const entry = newEntry({
    id: 'q1',
    visitId: 'visit-1',
    ticket: 'K42',
    serviceId: 'doctor',
    providerId: null,
    appointmentAt: null,
    queuedAt: NOON,
    dueAt: NOON,
  });
  return { ...entry, ...about };
}

/** Called to Room 1 at noon, once. */
export function called(about: Partial<QueueEntry> = {}): QueueEntry {
  return waiting({
    status: 'called',
    stationId: 'room-1',
    callCount: 1,
    calledAt: NOON,
    lastCallAt: NOON,
    ...about,
  });
}

/** Inside Room 1, called and started at noon. */
export function inService(about: Partial<QueueEntry> = {}): QueueEntry {
  return called({ status: 'in-service', startedAt: NOON, ...about });
}

/** Room 1, open, for the doctor. */
export function station(about: Partial<StationState> = {}): StationState {
  return {
    stationId: 'room-1',
    areaId: 'blue',
    serviceIds: ['doctor'],
    status: 'open',
    providerId: null,
    sinceAt: NOON,
    untilAt: null,
    ...about,
  };
}

import { isActive, type QueueEntry } from '../../../shared/domain/queue-entry.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { VisitRecord } from '../../db/visit-records.ts';
import type { WantedAppointmentStatus } from './appointment-status.ts';

/** How far a visit has come, in the words of FHIR R4. */
export type VisitProgress = {
  readonly encounter: 'arrived' | 'in-progress' | 'finished' | 'cancelled';
  /** What the visit makes of its appointment; null when that stays as it is. */
  readonly appointment: WantedAppointmentStatus | null;
  readonly startedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
};

/**
 * What the present state of a visit says. A visit that ended before anybody saw the patient is cancelled,
 * as R4 defines it; an appointment becomes "noshow" only where staff said that nobody came.
 */
export function visitProgress(visit: VisitRecord): VisitProgress {
  const { entries } = visit;
  const starts = entries.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt]));
  const startedAt = starts.length === 0 ? null : Math.min(...starts);
  const isHere = entries.length === 0 || entries.some(isActive);
  if (isHere) {
    return startedAt === null
      ? { encounter: 'arrived', appointment: 'arrived', startedAt, endedAt: null }
      : { encounter: 'in-progress', appointment: 'checked-in', startedAt, endedAt: null };
  }
  const endedAt = Math.max(...entries.map((entry) => entry.endedAt ?? visit.checkedInAt));
  if (startedAt !== null) {
    return { encounter: 'finished', appointment: 'fulfilled', startedAt, endedAt };
  }
  const appointment = hasNotCome(entries) ? 'noshow' : 'arrived';
  return { encounter: 'cancelled', appointment, startedAt, endedAt };
}

function hasNotCome(entries: readonly QueueEntry[]): boolean {
  return entries.at(-1)?.status === 'no-show';
}

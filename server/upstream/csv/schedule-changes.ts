import type { Appointment } from '../../db/appointments.ts';
import type { PlannedAppointment } from './parse-appointments.ts';

export type ChangeCounts = {
  readonly added: number;
  readonly changed: number;
  readonly cancelled: number;
  readonly unchanged: number;
  /** Those the file cancels or leaves out although their visit has begun. */
  readonly kept: number;
};

export type ScheduleChanges = {
  readonly counts: ChangeCounts;
  readonly added: readonly PlannedAppointment[];
  readonly changed: readonly Appointment[];
};

/**
 * What must be written so that a day is as the file says. A visit that has begun is never taken away:
 * its appointment stays as booked as it is, whatever the file says.
 */
export function scheduleChanges(
  planned: readonly PlannedAppointment[],
  stored: readonly Appointment[],
  begunIds: ReadonlySet<string>,
): ScheduleChanges {
  const storedByRef = new Map(stored.map((appointment) => [appointment.ref, appointment]));
  const added: PlannedAppointment[] = [];
  const changed: Appointment[] = [];
  const counts = { added: 0, changed: 0, cancelled: 0, unchanged: 0, kept: 0 };
  for (const item of [...planned, ...leftOut(planned, stored)]) {
    const before = storedByRef.get(item.ref);
    if (!before) {
      added.push(item);
      counts.added += 1;
      continue;
    }
    const isKept = item.status === 'cancelled' && begunIds.has(before.id);
    const after = { ...before, ...item, status: isKept ? before.status : item.status };
    counts[isKept ? 'kept' : kindOfChange(before, after)] += 1;
    if (!isSame(before, after)) changed.push(after);
  }
  return { counts, added, changed };
}

/** Booked before and no longer in the file: cancelled. */
function leftOut(
  planned: readonly PlannedAppointment[],
  stored: readonly Appointment[],
): readonly Appointment[] {
  const refs = new Set(planned.map((item) => item.ref));
  return stored
    .filter((before) => before.status === 'booked' && !refs.has(before.ref))
    .map((before) => ({ ...before, status: 'cancelled' }));
}

function kindOfChange(
  before: Appointment,
  after: Appointment,
): 'changed' | 'cancelled' | 'unchanged' {
  if (isSame(before, after)) return 'unchanged';
  return before.status === 'booked' && after.status === 'cancelled' ? 'cancelled' : 'changed';
}

function isSame(before: Appointment, after: Appointment): boolean {
  return (
    before.startAt === after.startAt &&
    before.serviceId === after.serviceId &&
    before.providerId === after.providerId &&
    before.firstName === after.firstName &&
    before.lastName === after.lastName &&
    before.dateOfBirth === after.dateOfBirth &&
    before.firstInitial === after.firstInitial &&
    before.lastInitial === after.lastInitial &&
    before.status === after.status
  );
}

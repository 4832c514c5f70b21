import type { Appointment, AppointmentSource } from '../../db/appointments.ts';
import type { ListedAppointment } from './schedule-list.ts';

export type StoredAppointment = Appointment & AppointmentSource;

export type ChangeCounts = {
  readonly added: number;
  readonly changed: number;
  readonly cancelled: number;
  readonly unchanged: number;
  /** Those the list cancels or leaves out although their visit has begun. */
  readonly kept: number;
};

export type ScheduleChanges = {
  readonly counts: ChangeCounts;
  readonly added: readonly Omit<StoredAppointment, 'id'>[];
  readonly changed: readonly StoredAppointment[];
  /** Nothing of these differs but what their sender alone understands. */
  readonly resent: readonly StoredAppointment[];
};

/**
 * What must be written so that a day is as its list says. What the same sender no longer lists becomes
 * cancelled; what another sender listed is not its to take away. A visit that has begun is never taken
 * away: its appointment stays as booked as it is, whatever the list says.
 */
export function scheduleChanges(
  source: string,
  {
    listed,
    stored,
    begunIds,
  }: {
    readonly listed: readonly ListedAppointment[];
    readonly stored: readonly StoredAppointment[];
    readonly begunIds: ReadonlySet<string>;
  },
): ScheduleChanges {
  const storedByRef = new Map(stored.map((appointment) => [appointment.ref, appointment]));
  const added: Omit<StoredAppointment, 'id'>[] = [];
  const changed: StoredAppointment[] = [];
  const resent: StoredAppointment[] = [];
  const counts = { added: 0, changed: 0, cancelled: 0, unchanged: 0, kept: 0 };
  const said = listed.map((item) => asStored(item, source));
  for (const item of [...said, ...leftOut(source, listed, stored)]) {
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
    else if (!isSameSource(before, after)) resent.push(after);
  }
  return { counts, added, changed, resent };
}

export function sumOfCounts(all: readonly ChangeCounts[]): ChangeCounts {
  const total = { added: 0, changed: 0, cancelled: 0, unchanged: 0, kept: 0 };
  for (const counts of all) {
    total.added += counts.added;
    total.changed += counts.changed;
    total.cancelled += counts.cancelled;
    total.unchanged += counts.unchanged;
    total.kept += counts.kept;
  }
  return total;
}

/** Whoever is listed as not having come is no longer expected, as if cancelled. */
function asStored(listed: ListedAppointment, source: string): Omit<StoredAppointment, 'id'> {
  const { visitId: _visitId, ...stored } = { ...listed, source };
  return { ...stored, status: listed.status === 'booked' ? 'booked' : 'cancelled' };
}

/** Booked before and no longer in the list: cancelled. */
function leftOut(
  source: string,
  listed: readonly ListedAppointment[],
  stored: readonly StoredAppointment[],
): readonly StoredAppointment[] {
  const refs = new Set(listed.map((item) => item.ref));
  return stored
    .filter(
      (before) => before.source === source && before.status === 'booked' && !refs.has(before.ref),
    )
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

function isSameSource(before: AppointmentSource, after: AppointmentSource): boolean {
  return (
    before.source === after.source &&
    before.version === after.version &&
    JSON.stringify(before.data) === JSON.stringify(after.data)
  );
}

import type { Confirmation } from '../../shared/contract/commands.ts';
import type { Clinic } from '../../shared/domain/clinic.ts';
import type { QueueEntry } from '../../shared/domain/queue-entry.ts';
import type { ShownWait } from '../../shared/domain/waits/told/shown-wait.ts';
import type { ClinicDay } from '../day/clinic-day.ts';
import { noticesForPatient } from '../day/notices-for-patient.ts';
import type { WaitsTold } from '../waits/wait-told.ts';
import type { Stores } from '../db/stores.ts';
import type { Visit } from '../db/visits.ts';

const NOT_YET: ShownWait = { kind: 'unknown', reason: 'nobody-serving' };

export type ConfirmationSource = {
  readonly clinic: Clinic;
  readonly day: ClinicDay;
  readonly stores: Stores;
  readonly publicUrl: () => string | null;
};

/** What a patient who is checked in is told. The wait is filled in once everybody is in the queue. */
export function confirmationOf(
  visit: Visit,
  entry: QueueEntry,
  source: ConfirmationSource,
): Confirmation {
  const service = source.clinic.services.find((item) => item.id === entry.serviceId);
  const area = source.clinic.areas.find((item) => item.id === service?.areaId);
  if (!area) throw new Error(`Service ${entry.serviceId} has no area`);
  const url = source.publicUrl();
  return {
    ticket: visit.ticket,
    areaLabel: area.label,
    areaDirections: area.directions,
    wait: NOT_YET,
    isLate: visit.isLate,
    phoneUrl: url === null ? null : `${url}/phone#${visit.phoneKey}`,
    laterAppointmentAt: laterAppointmentAt(visit, source),
    noticeIds: noticesForPatient(entry, source.day).map(({ id }) => id),
  };
}

/** The same with the wait that this person is told now. */
export function withWait(
  confirmation: Confirmation,
  day: ClinicDay,
  waits: WaitsTold,
): Confirmation {
  const visit = day.visitOfTicket(confirmation.ticket);
  const entry = visit === null ? null : day.currentEntry(visit.id);
  const wait = entry === null ? null : waits.of(entry.id);
  return wait === null ? confirmation : { ...confirmation, wait: wait.shown };
}

function laterAppointmentAt(visit: Visit, { day, stores }: ConfirmationSource): number | null {
  const today = visit.appointmentId === null ? null : stores.appointments.byId(visit.appointmentId);
  if (!today) return null;
  const later = stores.appointments
    .byIdentity(today.day, today.dateOfBirth, today.lastInitial)
    .find(
      (other) =>
        other.id !== today.id &&
        other.firstInitial === today.firstInitial &&
        other.status === 'booked' &&
        other.startAt >= today.startAt &&
        day.visitOfAppointment(other.id) === null,
    );
  return later?.startAt ?? null;
}

import { z } from 'zod';
import type { FhirSettings } from '../../../shared/contract/destination-settings.ts';
import type { Clinic } from '../../../shared/domain/clinic.ts';
import { initialOf } from '../../../shared/domain/initials.ts';
import { localDay } from '../../clock.ts';
import type { LeftOut, ListedAppointment } from '../schedule/schedule-list.ts';
import { type FhirResource, identifierValues, isFhirId, referencedId } from './fhir-resource.ts';
import { namespaceOf } from './namespace.ts';
import type { ListedPatient } from './patient.ts';

/** One appointment of a server's list, read. */
export type ReadAppointment =
  | { readonly kind: 'listed'; readonly appointment: ListedAppointment }
  /** None of ours: not yet planned, entered in error, of another place or without a patient. */
  | { readonly kind: 'passed-over' }
  /** It is ours and cannot be taken; the words name no patient. */
  | ({ readonly kind: 'left-out' } & LeftOut);

export type AppointmentReading = {
  readonly settings: FhirSettings;
  readonly schedule: NonNullable<FhirSettings['schedule']>;
  readonly clinic: Clinic;
  /** By id. */
  readonly patients: ReadonlyMap<string, ListedPatient | null>;
};

const Concepts = z
  .array(
    z.looseObject({
      coding: z.array(z.looseObject({ code: z.string().optional() })).optional(),
    }),
  )
  .catch([])
  .default([]);

const Appointment = z.looseObject({
  id: z.string(),
  status: z.string(),
  start: z.string().optional(),
  serviceType: Concepts,
  specialty: Concepts,
  participant: z
    .array(
      z.looseObject({
        status: z.string().optional(),
        actor: z.looseObject({ reference: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});
type Appointment = z.output<typeof Appointment>;

const STATUSES: Readonly<Record<string, ListedAppointment['status']>> = {
  pending: 'booked',
  booked: 'booked',
  arrived: 'booked',
  'checked-in': 'booked',
  fulfilled: 'booked',
  cancelled: 'cancelled',
  noshow: 'no-show',
};

/** The id of the patient of an appointment, or null when it has none. */
export function patientIdOf(resource: FhirResource): string | null {
  const appointment = Appointment.safeParse(resource);
  return appointment.success ? actorId(appointment.data, 'Patient') : null;
}

/** Reads one Appointment; instants may have any offset, the day is the clinic's own. */
export function readAppointment(
  resource: FhirResource,
  reading: AppointmentReading,
): ReadAppointment {
  const parsed = Appointment.safeParse(resource);
  if (!parsed.success) return leftOut(resource.id, 'it is not an Appointment of R4');
  const appointment = parsed.data;
  const status = STATUSES[appointment.status];
  const patientId = actorId(appointment, 'Patient');
  if (status === undefined || patientId === null) return { kind: 'passed-over' };
  if (!isHere(appointment, reading)) return { kind: 'passed-over' };
  if (!isFhirId(appointment.id)) return leftOut(undefined, 'its id is not one of FHIR');
  const startAt = Date.parse(appointment.start ?? '');
  if (Number.isNaN(startAt)) {
    // Only an appointment that was never planned or is cancelled may have no start.
    return status === 'cancelled' ? { kind: 'passed-over' } : leftOut(appointment.id, 'no start');
  }
  const serviceId = serviceOf(appointment, reading);
  if (serviceId === null) return leftOut(appointment.id, 'its service is not known here');
  const patient = reading.patients.get(patientId);
  if (!patient) return leftOut(appointment.id, 'its patient has no name');
  return {
    kind: 'listed',
    appointment: {
      day: localDay(startAt, reading.clinic.timeZone),
      ref: appointment.id,
      startAt,
      serviceId,
      providerId: providerOf(appointment, reading),
      ...patient,
      firstInitial: initialOf(patient.firstName),
      lastInitial: initialOf(patient.lastName),
      status,
      version: resource.meta?.versionId ?? null,
      data: { appointmentId: appointment.id, patientId },
      visitId: visitOf(resource, reading.settings),
    },
  };
}

function leftOut(id: string | undefined, reason: string): ReadAppointment {
  return { kind: 'left-out', ref: id ?? '?', reason };
}

function actorId(appointment: Appointment, type: string): string | null {
  return actorIds(appointment, type)[0] ?? null;
}

function actorIds({ participant }: Appointment, type: string): readonly string[] {
  return participant
    .filter(({ status }) => status !== 'declined')
    .map(({ actor }) => referencedId(type, actor?.reference))
    .filter((id) => id !== null);
}

function isHere(appointment: Appointment, { schedule }: AppointmentReading): boolean {
  if (schedule.locations.length === 0) return true;
  return actorIds(appointment, 'Location').some((id) => schedule.locations.includes(id));
}

function serviceOf(
  { serviceType, specialty }: Appointment,
  { schedule, clinic }: AppointmentReading,
): string | null {
  const ours = new Set(clinic.services.map(({ id }) => id));
  const codes = [...serviceType, ...specialty].flatMap(({ coding }) =>
    (coding ?? []).flatMap(({ code }) => (code === undefined ? [] : [code])),
  );
  const wanted = [
    ...codes.map((code) => schedule.services[code]),
    ...codes,
    schedule.defaultServiceId,
  ];
  return wanted.find((id) => id !== undefined && ours.has(id)) ?? null;
}

function providerOf(
  appointment: Appointment,
  { schedule, clinic }: AppointmentReading,
): string | null {
  const ours = new Set(clinic.providers.map(({ id }) => id));
  const theirs = [
    ...actorIds(appointment, 'Practitioner'),
    ...actorIds(appointment, 'PractitionerRole'),
  ];
  const wanted = theirs.map((id) => schedule.providers[id] ?? id);
  return wanted.find((id) => ours.has(id)) ?? null;
}

function visitOf(resource: FhirResource, { identifierSystem }: FhirSettings): string | null {
  const namespace = namespaceOf(identifierSystem);
  const visitIds = identifierValues(resource, namespace.system).map(namespace.visitIdOf);
  return visitIds.find((id) => id !== null) ?? null;
}

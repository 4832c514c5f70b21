import type { Encounter, EncounterLocation, EncounterStatusHistory } from 'fhir/r4.js';
import type { VisitRecord } from '../../db/visit-records.ts';
import { fhirDateTime, fhirPeriod, isFhirId } from './fhir-resource.ts';
import type { Namespace } from './namespace.ts';
import { visitProgress } from './visit-progress.ts';

/** Where a visit's appointment is upstream, for the server that listed it. */
export type AppointmentLink = {
  readonly appointmentId: string;
  readonly patientId: string | null;
};

/** The ids in a visit's appointment, or null when this server did not list it. */
export function appointmentLink(visit: VisitRecord, destinationId: string): AppointmentLink | null {
  const { appointment } = visit;
  if (appointment?.source !== destinationId) return null;
  const { appointmentId, patientId } = appointment.data;
  if (typeof appointmentId !== 'string' || !isFhirId(appointmentId)) return null;
  const isPatientKnown = typeof patientId === 'string' && isFhirId(patientId);
  return { appointmentId, patientId: isPatientKnown ? patientId : null };
}

/**
 * A visit as an R4 Encounter, with ids and times only: a walk-in has no subject, a station is named by
 * our own identifier and its label.
 */
export function encounterOf(
  visit: VisitRecord,
  link: AppointmentLink | null,
  place: { readonly namespace: Namespace; readonly stationLabel: (id: string) => string },
): Encounter {
  const { namespace } = place;
  const progress = visitProgress(visit);
  const history = statusHistory(visit);
  const location = visit.entries.flatMap((entry) => stationStay(entry, place));
  const [first] = visit.entries;
  return {
    resourceType: 'Encounter',
    identifier: [{ system: namespace.system, value: namespace.visit(visit.visitId) }],
    status: progress.encounter,
    class: {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      code: 'AMB',
      display: 'ambulatory',
    },
    ...(first ? { serviceType: { coding: [namespace.coding('service', first.serviceId)] } } : {}),
    ...(link?.patientId ? { subject: { reference: `Patient/${link.patientId}` } } : {}),
    ...(link ? { appointment: [{ reference: `Appointment/${link.appointmentId}` }] } : {}),
    period: fhirPeriod(visit.checkedInAt, progress.endedAt),
    ...(history.length === 0 ? {} : { statusHistory: history }),
    ...(location.length === 0 ? {} : { location }),
  };
}

/** The statuses it has been through, the present one left out. */
function statusHistory(visit: VisitRecord): EncounterStatusHistory[] {
  const { startedAt, endedAt, encounter } = visitProgress(visit);
  if (encounter === 'arrived') return [];
  const history: EncounterStatusHistory[] = [
    { status: 'arrived', period: fhirPeriod(visit.checkedInAt, startedAt ?? endedAt) },
  ];
  if (startedAt !== null && endedAt !== null) {
    history.push({ status: 'in-progress', period: fhirPeriod(startedAt, endedAt) });
  }
  return history;
}

function stationStay(
  entry: VisitRecord['entries'][number],
  { namespace, stationLabel }: Parameters<typeof encounterOf>[2],
): readonly EncounterLocation[] {
  const { stationId, calledAt, startedAt, endedAt } = entry;
  if (stationId === null || calledAt === null) return [];
  const location = {
    identifier: { system: namespace.kind('station'), value: stationId },
    display: stationLabel(stationId),
  };
  if (startedAt !== null) {
    const status = endedAt === null ? 'active' : 'completed';
    return [{ location, status, period: fhirPeriod(startedAt, endedAt) }];
  }
  // Called and not come, or not yet: they were never there.
  return endedAt === null
    ? [{ location, status: 'planned', period: { start: fhirDateTime(calledAt) } }]
    : [];
}

import type { MemoryRepository } from '@medplum/fhir-router';
import type { FhirClinic } from '../../support/fhir-clinic.ts';
import type { FhirServer } from '../../support/fhir-server.ts';
import type { FaultCount } from '../fault.ts';

const STAGES = ['booked', 'arrived', 'checked-in', 'fulfilled'];

type Truth = {
  readonly visit: string;
  readonly ref: string;
  readonly encounter: string;
  readonly appointment: string;
};

/** Compares the hospital's record with what the clinic's own database says happened. */
export async function auditRecord(
  { clinic, setAside }: FhirClinic,
  server: FhirServer,
  repository: MemoryRepository,
): Promise<FaultCount> {
  const encounters = await server.all('Encounter');
  const broken = setAside.map(({ code, detail }) => `Set aside: ${code}, ${detail}`);
  let lost = 0;
  let duplicated = 0;
  let reordered = 0;
  for (const truth of truths(clinic.app.db)) {
    const found = encounters.filter(({ identifier }) =>
      identifier?.some(({ value }) => value === `visit-${truth.visit}`),
    );
    if (found.length === 0) lost += 1;
    if (found.length > 1) duplicated += found.length - 1;
    const statuses = found.map(({ status }) => status).join();
    if (statuses !== truth.encounter) {
      broken.push(`An Encounter is ${statuses} and should be ${truth.encounter}`);
    }
    const { status } = await server.appointment(truth.ref);
    if (STAGES.indexOf(status) < STAGES.indexOf(truth.appointment)) {
      broken.push(`An appointment is ${status} and should be ${truth.appointment}`);
    }
    reordered += await stepsBack(truth.ref, repository);
  }
  const acknowledged = clinic.app.stores.events.last()?.seq ?? 0;
  return { tried: 0, acknowledged, lost, duplicated, reordered, broken };
}

function truths(db: FhirClinic['clinic']['app']['db']): readonly Truth[] {
  const rows = db
    .prepare<[], { readonly visit: string; readonly ref: string; readonly status: string }>(
      `SELECT visit.id AS visit, appointment.ref, queue_entry.status FROM visit
         JOIN appointment ON appointment.id = visit.appointment_id
         JOIN queue_entry ON queue_entry.visit_id = visit.id`,
    )
    .all();
  return rows.map(({ status, ...row }) =>
    status === 'done'
      ? { ...row, encounter: 'finished', appointment: 'fulfilled' }
      : { ...row, encounter: 'in-progress', appointment: 'checked-in' },
  );
}

/** How often an appointment went backwards in its life. */
async function stepsBack(ref: string, repository: MemoryRepository): Promise<number> {
  const history = await repository.readHistory('Appointment', ref);
  const stages = (history.entry ?? [])
    .flatMap(({ resource }) => (resource?.resourceType === 'Appointment' ? [resource] : []))
    .map(({ status }) => STAGES.indexOf(status ?? ''));
  // The newest comes first.
  return stages.filter((stage, index) => stage < (stages[index + 1] ?? stage)).length;
}

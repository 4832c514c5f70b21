import { z } from 'zod';
import { failed } from '../http/http-attempt.ts';
import { appointmentStep, type WantedAppointmentStatus } from './appointment-status.ts';
import type { AppointmentLink } from './encounter.ts';
import type { FhirClient, FhirReply } from './fhir-client.ts';
import { type FhirResource, referencedId } from './fhir-resource.ts';
import { quarantined, type StepOutcome } from './step-outcome.ts';

export type SettleAppointmentPlace = {
  readonly client: FhirClient;
  readonly patchesAppointmentsOnly: boolean;
  readonly signal: AbortSignal;
};

const MOST_TRIES = 5;

const Appointment = z.looseObject({
  resourceType: z.literal('Appointment'),
  id: z.string(),
  status: z.string(),
  participant: z
    .array(z.looseObject({ actor: z.looseObject({ reference: z.string().optional() }).optional() }))
    .catch([])
    .default([]),
});

/**
 * Moves an appointment on to the status that its visit supports. It is read anew before each write and
 * written only over the version that was read, so what others changed is kept.
 */
export async function settleAppointment(
  link: AppointmentLink,
  wanted: WantedAppointmentStatus,
  place: SettleAppointmentPlace,
): Promise<StepOutcome> {
  const path = `Appointment/${link.appointmentId}`;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const read = await place.client.request({ method: 'GET', path }, place.signal);
    if (read.kind !== 'done') return refusedAppointment(read);
    const present = Appointment.safeParse(read.resource);
    if (!present.success) return notUnderstood();
    if (isOfAnother(present.data, link)) {
      return quarantined('appointment-of-another', 'it was given to another patient');
    }
    const step = appointmentStep(present.data.status, wanted);
    if (step.kind === 'closed') {
      return quarantined('appointment-closed', `it is ${codeOf(present.data.status)} there`);
    }
    if (step.kind === 'nothing') return { kind: 'done' };
    const written = await write(present.data, step.status, read.version, place);
    if (written.kind === 'done') return { kind: 'done' };
    const isConflict =
      written.kind === 'refused' && (written.status === 409 || written.status === 412);
    if (!isConflict) return refusedAppointment(written);
  }
  return quarantined('version-conflict', 'Appointment: changed by others at every try');
}

function write(
  present: z.output<typeof Appointment>,
  status: WantedAppointmentStatus,
  version: string | null,
  { client, patchesAppointmentsOnly, signal }: SettleAppointmentPlace,
): Promise<FhirReply> {
  const path = `Appointment/${present.id}`;
  const ifMatch = version === null ? {} : { 'if-match': `W/"${version}"` };
  if (!patchesAppointmentsOnly) {
    const body: FhirResource = { ...present, status };
    return client.request({ method: 'PUT', path, headers: ifMatch, body }, signal);
  }
  const body = [
    { op: 'test', path: '/status', value: present.status },
    { op: 'replace', path: '/status', value: status },
  ];
  const headers = { ...ifMatch, 'content-type': 'application/json-patch+json' };
  return client.request({ method: 'PATCH', path, headers, body }, signal);
}

/** A slot may have been given away since: the visit must not turn up in a stranger's record. */
function isOfAnother(
  present: z.output<typeof Appointment>,
  { patientId }: AppointmentLink,
): boolean {
  const patients = present.participant
    .map(({ actor }) => referencedId('Patient', actor?.reference))
    .filter((id) => id !== null);
  return patientId !== null && patients.length > 0 && !patients.includes(patientId);
}

function refusedAppointment(reply: Exclude<FhirReply, { readonly kind: 'done' }>): StepOutcome {
  if (reply.kind === 'stopped') return reply;
  const isGone = reply.status === 404 || reply.status === 410;
  return quarantined(isGone ? 'appointment-unknown' : 'rejected', `Appointment: ${reply.detail}`);
}

function notUnderstood(): StepOutcome {
  const attempt = failed('not-understood', 'no Appointment was answered');
  return { kind: 'stopped', attempt, isOpen: false };
}

function codeOf(status: string): string {
  return /^[a-z-]{1,30}$/.test(status) ? status : 'in a status of its own';
}

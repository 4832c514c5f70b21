import { Hl7Context, Hl7Message, type Hl7Segment } from '@medplum/core';
import type { Hl7Settings } from '../../../shared/contract/destination-settings.ts';
import type { Clinic } from '../../../shared/domain/clinic.ts';
import type { StoredEvent } from '../../db/events.ts';
import type { SourcedAppointment, VisitRecord } from '../../db/visit-records.ts';
import { controlIdOf } from './control-id.ts';
import { escapeText } from './escaping.ts';
import { segmentOf, writeField } from './fields.ts';
import { writeTime } from './hl7-time.ts';
import { keptIds } from './kept-ids.ts';

export type ArrivedVisit = VisitRecord & { readonly appointment: SourcedAppointment };

export type AdtParts = {
  readonly settings: Pick<
    Hl7Settings,
    | 'sendingApplication'
    | 'sendingFacility'
    | 'receivingApplication'
    | 'receivingFacility'
    | 'version'
  >;
  readonly clinic: Pick<Clinic, 'timeZone' | 'services'>;
};

/** The structures of the two events (table 0354); 2.3 has no third component yet. */
const STRUCTURES = { A04: 'ADT_A01', A10: 'ADT_A09' } as const;
/** Versions whose ids hold 20 letters in all, so that nothing can stand beside the number. */
const SHORT_IDS = new Set(['2.3', '2.3.1']);

/**
 * The message that a booked patient has checked in.
 *
 * - A04, "register a patient": "has arrived or checked in as an outpatient" (HL7 2.5.1, chapter 3.3.4).
 *   It opens the visit, under our visit number.
 * - A10, "patient arriving - tracking": when the hospital had opened a visit for the appointment before
 *   (PV1-19 of its SIU), so that there is one to arrive in.
 *
 * The same event always gives the same bytes while the appointment stays the same: all times in it are
 * when the patient checked in, and its id is made from the event's.
 */
export function adtMessage(event: StoredEvent, visit: ArrivedVisit, parts: AdtParts): Hl7Message {
  const trigger = keptIds(visit.appointment.data).visitNumber ? 'A10' : 'A04';
  const time = writeTime(event.occurredAt, parts.clinic.timeZone);
  return new Hl7Message([
    header(event, { trigger, time }, parts),
    segmentOf('EVN', { 1: trigger, 2: time, 6: time }),
    patient(visit.appointment, parts),
    patientVisit(visit, time, parts),
  ]);
}

function header(
  event: StoredEvent,
  { trigger, time }: { readonly trigger: keyof typeof STRUCTURES; readonly time: string },
  { settings }: AdtParts,
): Hl7Segment {
  const type = `ADT^${trigger}`;
  return segmentOf('MSH', {
    2: new Hl7Context().getMsh2(),
    3: settings.sendingApplication,
    4: settings.sendingFacility,
    5: settings.receivingApplication,
    6: settings.receivingFacility,
    7: time,
    9: settings.version === '2.3' ? type : `${type}^${STRUCTURES[trigger]}`,
    10: controlIdOf(event.id),
    11: 'P',
    12: settings.version,
    18: 'UNICODE UTF-8',
  });
}

/** Without the hospital's ids the patient goes by the appointment's, as an id of ours. */
function patient(appointment: SourcedAppointment, { settings }: AdtParts): Hl7Segment {
  const { patientIds } = keptIds(appointment.data);
  const ours = [[[appointment.ref], [''], [''], [settings.sendingApplication], ['PI']]];
  return segmentOf('PID', {
    1: '1',
    3: writeField(patientIds ?? ours),
    5: `${escapeText(appointment.lastName)}^${escapeText(appointment.firstName)}`,
    7: appointment.dateOfBirth.replaceAll('-', ''),
  });
}

function patientVisit(
  visit: ArrivedVisit,
  time: string,
  { settings, clinic }: AdtParts,
): Hl7Segment {
  const { appointment } = visit;
  const { visitNumber, appointmentNumber, provider } = keptIds(appointment.data);
  const serviceId = visit.entries[0]?.serviceId ?? appointment.serviceId;
  const areaId = clinic.services.find(({ id }) => id === serviceId)?.areaId ?? '';
  return segmentOf('PV1', {
    1: '1',
    2: 'O',
    3: writeField([[[areaId], [''], [''], [settings.sendingFacility]]]),
    ...(provider && { 7: writeField(provider) }),
    19: writeField(visitNumber ?? ourVisitNumber(visit.visitId, settings)),
    44: time,
    50: writeField(appointmentNumber ?? [[[appointment.ref]]]),
  });
}

function ourVisitNumber(
  visitId: string,
  { version, sendingApplication }: Pick<Hl7Settings, 'version' | 'sendingApplication'>,
) {
  const number = [controlIdOf(visitId)];
  if (SHORT_IDS.has(version)) return [[number]];
  return [[number, [''], [''], [sendingApplication], ['VN']]];
}

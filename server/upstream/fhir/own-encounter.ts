import { z } from 'zod';
import type { VisitRecord } from '../../db/visit-records.ts';
import type { Merged, OwnResource } from './bring-up.ts';
import { type AppointmentLink, encounterOf } from './encounter.ts';
import { FhirResource, identifierValues } from './fhir-resource.ts';
import { quarantined } from './step-outcome.ts';

/** How far each status is; the others end an encounter in a way that we must not take back. */
const RANKS: Readonly<Record<string, number>> = {
  planned: 0,
  arrived: 1,
  triaged: 2,
  'in-progress': 3,
  onleave: 3,
  finished: 4,
};

const Present = z.looseObject({
  status: z.string().catch('unknown'),
  period: z.looseObject({}).optional().catch(undefined),
  location: z
    .array(
      z.looseObject({
        location: z
          .looseObject({ identifier: z.looseObject({ system: z.string().optional() }).optional() })
          .optional(),
      }),
    )
    .catch([])
    .default([]),
  appointment: z
    .array(z.looseObject({ reference: z.string().optional() }))
    .catch([])
    .default([]),
  identifier: z.array(z.unknown()).catch([]).default([]),
  statusHistory: z.array(z.unknown()).optional().catch(undefined),
});

/** The Encounter of a visit, ours to make and to keep. */
export function ownEncounter(
  visit: VisitRecord,
  link: AppointmentLink | null,
  place: Parameters<typeof encounterOf>[2],
): OwnResource {
  const fresh = encounterOf(visit, link, place);
  return {
    type: 'Encounter',
    localId: visit.visitId,
    identifier: { system: place.namespace.system, value: place.namespace.visit(visit.visitId) },
    fresh: { ...fresh },
    merged: (present, isOurs) => merge(present, isOurs, fresh, place.namespace),
  };
}

/**
 * Our part of an Encounter laid over the server's copy: what others added stays. Somebody else's status is
 * only ever moved forward.
 */
function merge(
  resource: FhirResource,
  isOurs: boolean,
  fresh: ReturnType<typeof encounterOf>,
  namespace: Parameters<typeof encounterOf>[2]['namespace'],
): Merged {
  const present = Present.parse(resource);
  const status = isOurs ? fresh.status : statusAmongOthers(present.status, fresh.status);
  if (status === null) return quarantined('encounter-closed', `Encounter is ${present.status}`);
  const isAsOurs = status === fresh.status;
  const stations = namespace.kind('station');
  const theirs = present.location.filter((stay) => stay.location?.identifier?.system !== stations);
  const location = [...theirs, ...(fresh.location ?? [])];
  const known = new Set(present.appointment.map(({ reference }) => reference));
  const appointment = [
    ...present.appointment,
    ...(fresh.appointment ?? []).filter(({ reference }) => !known.has(reference)),
  ];
  const isIdentified = identifierValues(resource, namespace.system).length > 0;
  const merged = {
    ...fresh,
    ...resource,
    status,
    identifier: isIdentified
      ? present.identifier
      : [...present.identifier, ...(fresh.identifier ?? [])],
    period: isAsOurs ? fresh.period : (present.period ?? fresh.period),
    statusHistory: isOurs ? fresh.statusHistory : (present.statusHistory ?? fresh.statusHistory),
    location: location.length === 0 ? undefined : location,
    appointment: appointment.length === 0 ? undefined : appointment,
  };
  return { kind: 'merged', resource: FhirResource.parse(merged) };
}

/** Null: it was ended in a way that contradicts the visit. */
function statusAmongOthers(
  present: string,
  ours: ReturnType<typeof encounterOf>['status'],
): string | null {
  if (present === ours) return ours;
  const rank = RANKS[present];
  if (rank === undefined) return null;
  // They have begun with the patient, so it did not end before it began.
  if (ours === 'cancelled') return rank < (RANKS['in-progress'] ?? 0) ? ours : present;
  return (RANKS[ours] ?? 0) > rank ? ours : present;
}

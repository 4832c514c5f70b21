import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Db } from '../../db/open-database.ts';

/** The visit of an appointment, as far as a list of appointments may disagree with it. */
export type BegunVisit = {
  readonly visitId: string;
  readonly appointmentId: string;
  /** Waiting, called, held or being seen. */
  readonly isHere: boolean;
  /** What the patient checked in for; null: came without an appointment. */
  readonly bookedAs: {
    readonly startAt: EpochMs;
    readonly serviceId: string;
    readonly providerId: string | null;
  } | null;
};

type Row = {
  readonly visit_id: string;
  readonly appointment_id: string;
  readonly is_here: number;
  readonly appointment_at: number | null;
  readonly service_id: string | null;
  readonly provider_id: string | null;
};

/** The visits that lists are compared with. All that a list may do to one is give it its appointment. */
export function createBegunVisits(db: Db) {
  // The first leg is queued for what the appointment said at check-in, and never for anything else.
  const ofDay = db.prepare<[string], Row>(
    `SELECT visit.id AS visit_id, visit.appointment_id, leg.appointment_at, leg.service_id,
       leg.provider_id, EXISTS (SELECT 1 FROM queue_entry WHERE visit_id = visit.id
         AND status IN ('waiting', 'called', 'in-service', 'held')) AS is_here
     FROM appointment JOIN visit ON visit.appointment_id = appointment.id
       LEFT JOIN queue_entry AS leg ON leg.visit_id = visit.id AND leg.leg = 1
     WHERE appointment.day = ?`,
  );
  const link = db.prepare<[string, string, string]>(
    `UPDATE visit SET appointment_id = ? WHERE id = ? AND appointment_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM visit WHERE appointment_id = ?)`,
  );
  return {
    /** By the id of the appointment. */
    ofDay: (day: string): ReadonlyMap<string, BegunVisit> =>
      new Map(ofDay.all(day).map((row) => [row.appointment_id, fromRow(row)])),
    /** Whether the visit had no appointment, and the appointment no visit: now they have each other. */
    link: (visitId: string, appointmentId: string): boolean =>
      link.run(appointmentId, visitId, appointmentId).changes === 1,
  };
}

function fromRow(row: Row): BegunVisit {
  const { appointment_at: startAt, service_id: serviceId, provider_id: providerId } = row;
  return {
    visitId: row.visit_id,
    appointmentId: row.appointment_id,
    isHere: row.is_here === 1,
    bookedAs: startAt === null || serviceId === null ? null : { startAt, serviceId, providerId },
  };
}

import type { QueueEntry } from '../../shared/domain/queue-entry.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Appointment, AppointmentSource } from './appointments.ts';
import type { Db } from './open-database.ts';
import type { Stores } from './stores.ts';

/** A visit of any day, with all that a connector may say of it upstream. */
export type VisitRecord = {
  readonly visitId: string;
  readonly ticket: string;
  readonly source: 'kiosk' | 'desk';
  readonly checkedInAt: EpochMs;
  /** Its queues, first leg first; those that "undo" took back are left out. */
  readonly entries: readonly QueueEntry[];
  readonly appointment: SourcedAppointment | null;
};

/** An appointment with what its sender alone understands of it. */
export type SourcedAppointment = Appointment & AppointmentSource;

export type VisitRecords = ReturnType<typeof createVisitRecords>;

export function createVisitRecords(db: Db, stores: Pick<Stores, 'appointments' | 'entries'>) {
  const visitById = db.prepare<
    [string],
    {
      readonly id: string;
      readonly ticket: string;
      readonly source: 'kiosk' | 'desk';
      readonly appointment_id: string | null;
      readonly checked_in_at: number;
    }
  >('SELECT id, ticket, source, appointment_id, checked_in_at FROM visit WHERE id = ?');
  const sourceOf = db.prepare<
    [string],
    {
      readonly source: string;
      readonly source_version: string | null;
      readonly source_data: string;
    }
  >('SELECT source, source_version, source_data FROM appointment WHERE id = ?');

  const appointment = (id: string): SourcedAppointment | null => {
    const found = stores.appointments.byId(id);
    const row = sourceOf.get(id);
    if (!found || !row) return null;
    // True because only schedules of ours write this column, as JSON of an object.
    const data = JSON.parse(row.source_data) as Readonly<Record<string, unknown>>;
    return { ...found, source: row.source, version: row.source_version, data };
  };
  return {
    appointment,
    visit: (visitId: string): VisitRecord | null => {
      const row = visitById.get(visitId);
      if (!row) return null;
      return {
        visitId: row.id,
        ticket: row.ticket,
        source: row.source,
        checkedInAt: row.checked_in_at,
        entries: stores.entries.ofVisit(row.id).filter(({ leg }) => leg > 0),
        appointment: row.appointment_id === null ? null : appointment(row.appointment_id),
      };
    },
  };
}

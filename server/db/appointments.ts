import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

export type Appointment = {
  readonly id: string;
  readonly day: string;
  /** The sender's own id of the appointment. */
  readonly ref: string;
  readonly startAt: EpochMs;
  readonly serviceId: string;
  readonly providerId: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly dateOfBirth: string;
  readonly firstInitial: string;
  readonly lastInitial: string;
  readonly status: 'booked' | 'cancelled';
};

export type AppointmentStore = ReturnType<typeof createAppointmentStore>;

type Row = {
  readonly id: string;
  readonly day: string;
  readonly ref: string;
  readonly start_at: number;
  readonly service_id: string;
  readonly provider_id: string | null;
  readonly first_name: string;
  readonly last_name: string;
  readonly date_of_birth: string;
  readonly first_initial: string;
  readonly last_initial: string;
  readonly status: 'booked' | 'cancelled';
};

export function createAppointmentStore(db: Db) {
  const byId = db.prepare<[string], Row>('SELECT * FROM appointment WHERE id = ?');
  const ofDay = db.prepare<[string], Row>(
    'SELECT * FROM appointment WHERE day = ? ORDER BY start_at, id',
  );
  const byIdentity = db.prepare<[string, string, string], Row>(
    `SELECT * FROM appointment WHERE day = ? AND date_of_birth = ? AND last_initial = ?
     ORDER BY start_at, id`,
  );
  const put = db.prepare(
    `INSERT INTO appointment (id, day, ref, start_at, service_id, provider_id, first_name, last_name,
       date_of_birth, first_initial, last_initial, status, updated_at)
     VALUES (@id, @day, @ref, @startAt, @serviceId, @providerId, @firstName, @lastName,
       @dateOfBirth, @firstInitial, @lastInitial, @status, @updatedAt)
     ON CONFLICT (day, ref) DO UPDATE SET start_at = excluded.start_at,
       service_id = excluded.service_id, provider_id = excluded.provider_id,
       first_name = excluded.first_name, last_name = excluded.last_name,
       date_of_birth = excluded.date_of_birth, first_initial = excluded.first_initial,
       last_initial = excluded.last_initial, status = excluded.status,
       updated_at = excluded.updated_at`,
  );
  const lastChange = db.prepare<[string], { readonly at: number | null }>(
    'SELECT max(updated_at) AS at FROM appointment WHERE day = ?',
  );
  const expected = db.prepare<[string], { readonly count: number }>(
    `SELECT count(*) AS count FROM appointment AS a WHERE a.day = ? AND a.status = 'booked'
       AND NOT EXISTS (SELECT 1 FROM visit WHERE appointment_id = a.id)`,
  );
  return {
    byId: (id: string): Appointment | null => toAppointment(byId.get(id)),
    ofDay: (day: string): readonly Appointment[] => ofDay.all(day).map(fromRow),
    /** Those of a day with this birth date and first letter of the last name; never shown as a list. */
    byIdentity: (day: string, dateOfBirth: string, lastInitial: string): readonly Appointment[] =>
      byIdentity.all(day, dateOfBirth, lastInitial).map(fromRow),
    /** Adds it, or changes the one with the same day and `ref`, which keeps its id. */
    put: (appointment: Appointment, updatedAt: EpochMs): void => {
      put.run({ ...appointment, updatedAt });
    },
    /** When the day's list last changed, or null when there is none. */
    lastChangeAt: (day: string): EpochMs | null => lastChange.get(day)?.at ?? null,
    expectedCount: (day: string): number => expected.get(day)?.count ?? 0,
  };
}

function toAppointment(row: Row | undefined): Appointment | null {
  return row === undefined ? null : fromRow(row);
}

function fromRow(row: Row): Appointment {
  return {
    id: row.id,
    day: row.day,
    ref: row.ref,
    startAt: row.start_at,
    serviceId: row.service_id,
    providerId: row.provider_id,
    firstName: row.first_name,
    lastName: row.last_name,
    dateOfBirth: row.date_of_birth,
    firstInitial: row.first_initial,
    lastInitial: row.last_initial,
    status: row.status,
  };
}

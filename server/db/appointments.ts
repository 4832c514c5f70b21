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

/** Who listed an appointment last, and what that sender alone understands of it. */
export type AppointmentSource = {
  /** "csv", or the id of a destination. */
  readonly source: string;
  readonly version: string | null;
  readonly data: Readonly<Record<string, unknown>>;
};

const FROM_A_FILE: AppointmentSource = { source: 'csv', version: null, data: {} };

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

type SourcedRow = Row & {
  readonly source: string;
  readonly source_version: string | null;
  readonly source_data: string;
};

export function createAppointmentStore(db: Db) {
  const byId = db.prepare<[string], Row>('SELECT * FROM appointment WHERE id = ?');
  const ofDay = db.prepare<[string], Row>(
    'SELECT * FROM appointment WHERE day = ? ORDER BY start_at, id',
  );
  const sourcedOfDay = db.prepare<[string], SourcedRow>(
    'SELECT * FROM appointment WHERE day = ? ORDER BY start_at, id',
  );
  const onOtherDays = db.prepare<[string, string, string], { readonly day: string }>(
    `SELECT DISTINCT day FROM appointment WHERE ref = ? AND source = ? AND status = 'booked'
       AND day <> ? ORDER BY day`,
  );
  const listedAs = db.prepare<[string, string, string], SourcedRow>(
    'SELECT * FROM appointment WHERE ref = ? AND source = ? AND day >= ? ORDER BY day',
  );
  const byIdentity = db.prepare<[string, string, string], Row>(
    `SELECT * FROM appointment WHERE day = ? AND date_of_birth = ? AND last_initial = ?
     ORDER BY start_at, id`,
  );
  const put = db.prepare(
    `INSERT INTO appointment (id, day, ref, start_at, service_id, provider_id, first_name, last_name,
       date_of_birth, first_initial, last_initial, status, updated_at, source, source_version,
       source_data)
     VALUES (@id, @day, @ref, @startAt, @serviceId, @providerId, @firstName, @lastName,
       @dateOfBirth, @firstInitial, @lastInitial, @status, @updatedAt, @source, @version,
       @data)
     ON CONFLICT (day, ref) DO UPDATE SET start_at = excluded.start_at,
       service_id = excluded.service_id, provider_id = excluded.provider_id,
       first_name = excluded.first_name, last_name = excluded.last_name,
       date_of_birth = excluded.date_of_birth, first_initial = excluded.first_initial,
       last_initial = excluded.last_initial, status = excluded.status,
       updated_at = excluded.updated_at, source = excluded.source,
       source_version = excluded.source_version, source_data = excluded.source_data`,
  );
  const setSource = db.prepare(
    `UPDATE appointment SET source = @source, source_version = @version, source_data = @data
     WHERE id = @id`,
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
    put: (
      appointment: Appointment,
      updatedAt: EpochMs,
      { source, version, data }: AppointmentSource = FROM_A_FILE,
    ): void => {
      put.run({ ...appointment, updatedAt, source, version, data: JSON.stringify(data) });
    },
    /** Who listed it last, when nothing else of it has changed. */
    setSource: (id: string, { source, version, data }: AppointmentSource): void => {
      setSource.run({ id, source, version, data: JSON.stringify(data) });
    },
    sourcedOfDay: (day: string): readonly (Appointment & AppointmentSource)[] =>
      sourcedOfDay.all(day).map((row) => ({ ...fromRow(row), ...sourceFrom(row) })),
    /** What a sender has listed under a reference on `earliestDay` or later, by day. */
    listedAs: (
      ref: string,
      source: string,
      earliestDay: string,
    ): readonly (Appointment & AppointmentSource)[] =>
      listedAs
        .all(ref, source, earliestDay)
        .map((row) => ({ ...fromRow(row), ...sourceFrom(row) })),
    /** The days other than `day` on which this sender has it booked. */
    otherDaysOf: (ref: string, source: string, day: string): readonly string[] =>
      onOtherDays.all(ref, source, day).map((row) => row.day),
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

function sourceFrom(row: SourcedRow): AppointmentSource {
  return {
    source: row.source,
    version: row.source_version,
    // True because only `put` and `setSource` above write this column.
    data: JSON.parse(row.source_data) as AppointmentSource['data'],
  };
}

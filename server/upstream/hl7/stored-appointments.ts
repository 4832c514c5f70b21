import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Appointment } from '../../db/appointments.ts';
import type { Db } from '../../db/open-database.ts';

/** An appointment as it was listed by earlier messages. */
export type KnownAppointment = Omit<Appointment, 'id'> & {
  readonly data: Readonly<Record<string, unknown>>;
};

/** Looks up what a sender has listed under a reference, on `earliestDay` or later. */
export type FindKnown = (ref: string, earliestDay: string) => readonly KnownAppointment[];

export function createFindKnown(db: Db, source: string): FindKnown {
  // The day comes first in the index, so only days that still matter are looked through.
  const find = db.prepare<
    [string, string, string],
    {
      readonly day: string;
      readonly start_at: EpochMs;
      readonly service_id: string;
      readonly provider_id: string | null;
      readonly first_name: string;
      readonly last_name: string;
      readonly date_of_birth: string;
      readonly first_initial: string;
      readonly last_initial: string;
      readonly status: Appointment['status'];
      readonly source_data: string;
    }
  >(
    `SELECT day, start_at, service_id, provider_id, first_name, last_name, date_of_birth,
       first_initial, last_initial, status, source_data
     FROM appointment WHERE day >= ? AND ref = ? AND source = ? ORDER BY day`,
  );
  return (ref, earliestDay) =>
    find.all(earliestDay, ref, source).map((row) => ({
      ref,
      day: row.day,
      startAt: row.start_at,
      serviceId: row.service_id,
      providerId: row.provider_id,
      firstName: row.first_name,
      lastName: row.last_name,
      dateOfBirth: row.date_of_birth,
      firstInitial: row.first_initial,
      lastInitial: row.last_initial,
      status: row.status,
      // True because only schedules of ours write this column, as JSON of an object.
      data: JSON.parse(row.source_data) as KnownAppointment['data'],
    }));
}

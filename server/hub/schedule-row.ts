import type { WireAppointment } from '../../shared/contract/sync-wire.ts';
import type { StoredSchedule } from './store.ts';

/** A day's list as it lies in the database; without a day when there is none in the range. */
export type ScheduleRow = {
  readonly asOf: number;
  readonly day: string | null;
  readonly appointments: string | null;
};

export function readSchedule(rows: readonly ScheduleRow[]): StoredSchedule {
  return {
    asOf: rows[0]?.asOf ?? 0,
    days: rows.flatMap(({ day, appointments }) =>
      day === null || appointments === null
        ? []
        : // True because only checked lists are written.
          [{ day, appointments: JSON.parse(appointments) as WireAppointment[] }],
    ),
  };
}

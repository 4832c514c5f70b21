import type { ConflictKind } from '../../shared/contract/upstream-state.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

/** A list of appointments disagrees with a visit that has begun. */
export type ScheduleConflict = {
  readonly id: string;
  readonly appointmentId: string;
  readonly visitId: string;
  readonly kind: ConflictKind;
  readonly nowStartAt: EpochMs | null;
  readonly nowServiceId: string | null;
  readonly nowProviderId: string | null;
  readonly seenAt: EpochMs;
  readonly closedAt: EpochMs | null;
};

type Row = {
  readonly id: string;
  readonly appointment_id: string;
  readonly visit_id: string;
  readonly kind: ConflictKind;
  readonly now_start_at: number | null;
  readonly now_service_id: string | null;
  readonly now_provider_id: string | null;
  readonly seen_at: number;
  readonly closed_at: number | null;
};

/** In place of a desk: the list itself no longer says so. */
export const CLOSED_BY_LIST = 'list';

export type ScheduleConflictStore = ReturnType<typeof createScheduleConflictStore>;

export function createScheduleConflictStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO schedule_conflict (id, appointment_id, visit_id, kind, now_start_at,
       now_service_id, now_provider_id, seen_at)
     VALUES (@id, @appointmentId, @visitId, @kind, @nowStartAt, @nowServiceId, @nowProviderId,
       @seenAt)`,
  );
  const open = db.prepare<[], Row>(
    'SELECT * FROM schedule_conflict WHERE closed_at IS NULL ORDER BY seen_at, id',
  );
  const standing = db.prepare<[string, string], Row>(
    'SELECT * FROM schedule_conflict WHERE visit_id = ? AND closed_by IS NOT ? ORDER BY seen_at, id',
  );
  const close = db.prepare<[number, string, string]>(
    'UPDATE schedule_conflict SET closed_at = ?, closed_by = ? WHERE id = ? AND closed_at IS NULL',
  );
  const withdraw = db.prepare<[number, string, string]>(
    'UPDATE schedule_conflict SET closed_at = coalesce(closed_at, ?), closed_by = ? WHERE id = ?',
  );
  return {
    insert: (conflict: Omit<ScheduleConflict, 'closedAt'>): void => {
      insert.run(conflict);
    },
    /** Oldest first. */
    open: (): readonly ScheduleConflict[] => open.all().map(fromRow),
    /** Those of a visit that its list still says, whether the desk has closed them or not. */
    standing: (visitId: string): readonly ScheduleConflict[] =>
      standing.all(visitId, CLOSED_BY_LIST).map(fromRow),
    /** The desk has dealt with it. Returns whether it was open. */
    close: (id: string, by: string, at: EpochMs): boolean => close.run(at, by, id).changes === 1,
    /** The list no longer says so: should it say so again, that is a new conflict. */
    withdraw: (id: string, at: EpochMs): void => {
      withdraw.run(at, CLOSED_BY_LIST, id);
    },
  };
}

function fromRow(row: Row): ScheduleConflict {
  return {
    id: row.id,
    appointmentId: row.appointment_id,
    visitId: row.visit_id,
    kind: row.kind,
    nowStartAt: row.now_start_at,
    nowServiceId: row.now_service_id,
    nowProviderId: row.now_provider_id,
    seenAt: row.seen_at,
    closedAt: row.closed_at,
  };
}

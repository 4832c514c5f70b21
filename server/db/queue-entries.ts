import type { EntryStatus, QueueEntry } from '../../shared/domain/queue-entry.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

/** What "undo" takes back: the entry as it was before its last step, and what that step made. */
export type Undo = {
  readonly step: string;
  readonly before: QueueEntry;
  readonly overtookIds: readonly string[];
  readonly createdEntryId: string | null;
};

export type StoredEntry = QueueEntry & { readonly undo: Undo | null };

type Row = {
  readonly id: string;
  readonly visit_id: string;
  readonly ticket: string;
  readonly service_id: string;
  readonly provider_id: string | null;
  readonly leg: number;
  readonly status: EntryStatus;
  readonly priority: number;
  readonly appointment_at: number | null;
  readonly queued_at: number;
  readonly due_at: number;
  readonly not_before_at: number | null;
  readonly overtaken_count: number;
  readonly station_id: string | null;
  readonly call_count: number;
  readonly called_at: number | null;
  readonly last_call_at: number | null;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly seen_by: string | null;
  readonly undo: string | null;
};

export type QueueEntryStore = ReturnType<typeof createQueueEntryStore>;

export function createQueueEntryStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO queue_entry (id, visit_id, day, ticket, service_id, provider_id, leg, status,
       priority, appointment_at, queued_at, due_at, not_before_at, overtaken_count, station_id,
       call_count, called_at, last_call_at, started_at, ended_at, seen_by, undo)
     VALUES (@id, @visitId, @day, @ticket, @serviceId, @providerId, @leg, @status, @priority,
       @appointmentAt, @queuedAt, @dueAt, @notBeforeAt, @overtakenCount, @stationId, @callCount,
       @calledAt, @lastCallAt, @startedAt, @endedAt, @seenByProviderId, @undo)`,
  );
  const update = db.prepare(
    `UPDATE queue_entry SET leg = @leg, service_id = @serviceId, provider_id = @providerId, status = @status,
       priority = @priority, appointment_at = @appointmentAt, queued_at = @queuedAt, due_at = @dueAt,
       not_before_at = @notBeforeAt, overtaken_count = @overtakenCount, station_id = @stationId,
       call_count = @callCount, called_at = @calledAt, last_call_at = @lastCallAt,
       started_at = @startedAt, ended_at = @endedAt, seen_by = @seenByProviderId, undo = @undo
     WHERE id = @id`,
  );
  const ofDay = db.prepare<[string, number], Row>(
    `SELECT * FROM queue_entry WHERE day = ?
       OR (queued_at >= ? AND status IN ('waiting', 'called', 'in-service', 'held'))`,
  );
  return {
    insert: (entry: StoredEntry, day: string): void => {
      insert.run({ ...toColumns(entry), day });
    },
    update: (entry: StoredEntry): void => {
      update.run(toColumns(entry));
    },
    /** The entries of a day, and those of the day before that are still here since `activeSinceAt`. */
    ofDay: (day: string, activeSinceAt: EpochMs): readonly StoredEntry[] =>
      ofDay.all(day, activeSinceAt).map(fromRow),
  };
}

function toColumns(entry: StoredEntry) {
  return { ...entry, undo: entry.undo === null ? null : JSON.stringify(entry.undo) };
}

function fromRow(row: Row): StoredEntry {
  return {
    id: row.id,
    visitId: row.visit_id,
    ticket: row.ticket,
    serviceId: row.service_id,
    providerId: row.provider_id,
    leg: row.leg,
    status: row.status,
    priority: row.priority,
    appointmentAt: row.appointment_at,
    queuedAt: row.queued_at,
    dueAt: row.due_at,
    notBeforeAt: row.not_before_at,
    overtakenCount: row.overtaken_count,
    stationId: row.station_id,
    callCount: row.call_count,
    calledAt: row.called_at,
    lastCallAt: row.last_call_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    seenByProviderId: row.seen_by,
    // True because only `toColumns` above writes this column.
    undo: row.undo === null ? null : (JSON.parse(row.undo) as Undo),
  };
}

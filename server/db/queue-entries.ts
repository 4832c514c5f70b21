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

/** Who of the day before counts as still here: those who came since. */
export type DayBefore = { readonly day: string; readonly activeSinceAt: EpochMs };

export type QueueEntryStore = ReturnType<typeof createQueueEntryStore>;

export function createQueueEntryStore(db: Db) {
  // By place and not by name: looking up 22 names for each insert is felt in a rush.
  const insert = db.prepare(
    `INSERT INTO queue_entry (leg, service_id, provider_id, status, priority, appointment_at, queued_at,
       due_at, not_before_at, overtaken_count, station_id, call_count, called_at, last_call_at,
       started_at, ended_at, seen_by, undo, id, visit_id, day, ticket)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare(
    `UPDATE queue_entry SET leg = ?, service_id = ?, provider_id = ?, status = ?, priority = ?,
       appointment_at = ?, queued_at = ?, due_at = ?, not_before_at = ?, overtaken_count = ?,
       station_id = ?, call_count = ?, called_at = ?, last_call_at = ?, started_at = ?, ended_at = ?,
       seen_by = ?, undo = ?
     WHERE id = ?`,
  );
  const ofDay = db.prepare<[string, string, number], Row>(
    `SELECT * FROM queue_entry WHERE day = ?
       OR (day = ? AND queued_at >= ? AND status IN ('waiting', 'called', 'in-service', 'held'))`,
  );
  const ofVisit = db.prepare<[string], Row>(
    'SELECT * FROM queue_entry WHERE visit_id = ? ORDER BY leg',
  );
  return {
    insert: (entry: StoredEntry, day: string): void => {
      insert.run(...changing(entry), entry.id, entry.visitId, day, entry.ticket);
    },
    update: (entry: StoredEntry): void => {
      update.run(...changing(entry), entry.id);
    },
    /** The entries of a day, and those of the day before that are still here. */
    ofDay: (day: string, before: DayBefore): readonly StoredEntry[] =>
      ofDay.all(day, before.day, before.activeSinceAt).map(fromRow),
    /** All of a visit's, of any day, first leg first. */
    ofVisit: (visitId: string): readonly StoredEntry[] => ofVisit.all(visitId).map(fromRow),
  };
}

/** The columns that steps change, in the order of both statements. */
function changing(entry: StoredEntry) {
  return [
    entry.leg,
    entry.serviceId,
    entry.providerId,
    entry.status,
    entry.priority,
    entry.appointmentAt,
    entry.queuedAt,
    entry.dueAt,
    entry.notBeforeAt,
    entry.overtakenCount,
    entry.stationId,
    entry.callCount,
    entry.calledAt,
    entry.lastCallAt,
    entry.startedAt,
    entry.endedAt,
    entry.seenByProviderId,
    entry.undo === null ? null : JSON.stringify(entry.undo),
  ];
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
    // True because only `changing` above writes this column.
    undo: row.undo === null ? null : (JSON.parse(row.undo) as Undo),
  };
}

import { LEDGER_COLUMNS, type LedgerWindow } from '../db/promises.ts';
import type { Db } from '../db/open-database.ts';
import type { Span } from './span.ts';

export const LEDGER_SQL = `
  SELECT ${LEDGER_COLUMNS}
  FROM queue_entry AS entry JOIN promise ON promise.entry_id = entry.id
  WHERE entry.day BETWEEN ? AND ?
  ORDER BY entry.day, entry.rowid, promise.issued_at, promise.id`;

/** The windows of everybody of the span, by queue entry, in the order in which they were issued. */
export function readLedger(
  db: Db,
  { fromDay, toDay }: Span,
): ReadonlyMap<string, readonly LedgerWindow[]> {
  const windows = db.prepare<[string, string], LedgerWindow>(LEDGER_SQL).all(fromDay, toDay);
  return Map.groupBy(windows, ({ entryId }) => entryId);
}

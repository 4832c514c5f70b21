import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

/** A window a patient was told, as it was issued. */
export type IssuedPromise = {
  readonly entryId: string;
  readonly issuedAt: EpochMs;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly change: 'issued' | 'slipped' | 'earlier';
};

type Row = {
  readonly entry_id: string;
  readonly issued_at: number;
  readonly from_at: number;
  readonly to_at: number;
};

export type PromiseStore = ReturnType<typeof createPromiseStore>;

export function createPromiseStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO promise (entry_id, issued_at, from_at, to_at, change)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const latest = db.prepare<[string], Row>(
    `SELECT entry_id, issued_at, from_at, to_at FROM promise WHERE id IN
       (SELECT max(promise.id) FROM promise JOIN queue_entry ON queue_entry.id = entry_id
         WHERE day = ? AND status IN ('waiting', 'held') GROUP BY entry_id)`,
  );
  return {
    insert: ({ entryId, issuedAt, fromAt, toAt, change }: IssuedPromise): void => {
      insert.run(entryId, issuedAt, fromAt, toAt, change);
    },
    /** The window each person of a day who still waits was told last. */
    latestOfWaiting: (day: string): readonly Omit<IssuedPromise, 'change'>[] =>
      latest.all(day).map((row) => ({
        entryId: row.entry_id,
        issuedAt: row.issued_at,
        fromAt: row.from_at,
        toAt: row.to_at,
      })),
  };
}

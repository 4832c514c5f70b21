import type { Db } from '../db/open-database.ts';
import { hasTable, lastEventOf } from './check-database.ts';

/** What a database holds that a copy of it does not. */
export type EventsBeyond = {
  /** The last event that both have. */
  readonly commonSeq: number;
  readonly count: number;
  /** How many of these each destination had been given already. */
  readonly delivered: readonly { readonly destinationId: string; readonly count: number }[];
};

/** Compares two event logs that may have begun as one. */
export function eventsBeyond(present: Db, copy: Db): EventsBeyond {
  const last = lastEventOf(present)?.seq ?? 0;
  const commonSeq = lastCommon(present, copy, last);
  if (!hasTable(present, 'delivery')) return { commonSeq, count: last - commonSeq, delivered: [] };
  const rows = present
    .prepare<[], { readonly destinationId: string; readonly through: number }>(
      'SELECT destination_id AS destinationId, through_seq AS through FROM delivery ORDER BY 1',
    )
    .all();
  const delivered = rows.map(({ destinationId, through }) => ({
    destinationId,
    count: Math.max(0, through - commonSeq),
  }));
  return { commonSeq, count: last - commonSeq, delivered };
}

/** Logs only ever grow: up to where they part, all is the same, and nothing after it. */
function lastCommon(present: Db, copy: Db, last: number): number {
  const sql = 'SELECT id FROM event WHERE seq = ?';
  const [here, there] = [present, copy].map((db) =>
    db.prepare<[number], { readonly id: string }>(sql),
  );
  let same = 0;
  let different = Math.min(last, lastEventOf(copy)?.seq ?? 0) + 1;
  while (different - same > 1) {
    const middle = Math.floor((same + different) / 2);
    if (here?.get(middle)?.id === there?.get(middle)?.id) same = middle;
    else different = middle;
  }
  return same;
}

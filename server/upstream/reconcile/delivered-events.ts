import { hash } from 'node:crypto';
import type { Db } from '../../db/open-database.ts';

/** An event that has been delivered, as far as comparing it needs. */
export type DeliveredEvent = {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly sha256: string;
  /** The destination would not keep it, so it should not be there. */
  readonly isRefused: boolean;
  /** Its body was emptied after the retention: it can no longer be sent. */
  readonly isEmptied: boolean;
};

type Row = Omit<DeliveredEvent, 'isRefused' | 'isEmptied'> & {
  readonly state: 'again' | 'quarantined' | 'refused' | null;
  readonly isEmpty: 0 | 1;
};

const EMPTY_BODY_SHA256 = hash('sha256', '{}');

export const DELIVERED_SQL = `SELECT event.seq, event.id, event.type, event.sha256, aside.state,
    event.body = '{}' AS isEmpty
  FROM event LEFT JOIN delivery_set_aside AS aside
    ON aside.destination_id = ? AND aside.seq = event.seq
  WHERE event.seq BETWEEN ? AND ? ORDER BY event.seq`;

/** Reads a stretch of the log, both ends included, with what became of its events at a destination. */
export function createDeliveredEvents(db: Db) {
  const between = db.prepare<[string, number, number], Row>(DELIVERED_SQL);
  return (destinationId: string, from: number, to: number): readonly DeliveredEvent[] =>
    between.all(destinationId, from, to).map(({ state, isEmpty, ...row }) => ({
      ...row,
      isRefused: state === 'refused',
      isEmptied: isEmpty === 1 && row.sha256 !== EMPTY_BODY_SHA256,
    }));
}

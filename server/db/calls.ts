import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

export type Call = {
  readonly number: number;
  readonly entryId: string;
  readonly ticket: string;
  readonly stationId: string;
  readonly areaId: string;
  readonly calledAt: EpochMs;
  readonly isRecall: boolean;
};

type Row = {
  readonly number: number;
  readonly entry_id: string;
  readonly ticket: string;
  readonly station_id: string;
  readonly area_id: string;
  readonly called_at: number;
  readonly is_recall: number;
};

export type CallStore = ReturnType<typeof createCallStore>;

export function createCallStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO call (entry_id, ticket, station_id, area_id, called_at, is_recall)
     VALUES (@entryId, @ticket, @stationId, @areaId, @calledAt, @isRecall)`,
  );
  const since = db.prepare<[number], Row>(
    'SELECT * FROM call WHERE called_at >= ? ORDER BY number',
  );
  return {
    /** Stores the call and returns it with its number. */
    insert: (call: Omit<Call, 'number'>): Call => {
      const { lastInsertRowid } = insert.run({ ...call, isRecall: call.isRecall ? 1 : 0 });
      return { ...call, number: Number(lastInsertRowid) };
    },
    since: (at: EpochMs): readonly Call[] => since.all(at).map(fromRow),
  };
}

function fromRow(row: Row): Call {
  return {
    number: row.number,
    entryId: row.entry_id,
    ticket: row.ticket,
    stationId: row.station_id,
    areaId: row.area_id,
    calledAt: row.called_at,
    isRecall: row.is_recall === 1,
  };
}

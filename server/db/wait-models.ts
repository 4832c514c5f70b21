import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

/** What was learned from the event log, as it is kept. */
export type StoredWaitModel = {
  /** Of the form that `learned` has, and of the rules by which it was learned. */
  readonly version: string;
  /** Hash of what the clinic's file said about waits. */
  readonly settings: string;
  /** The last day that is in it, such as "2026-11-21". */
  readonly day: string;
  /** The last event that is in it. */
  readonly throughSeq: number;
  /** JSON. */
  readonly learned: string;
  readonly madeAt: EpochMs;
};

type Row = {
  readonly version: string;
  readonly settings: string;
  readonly day: string;
  readonly through_seq: number;
  readonly learned: string;
  readonly made_at: number;
};

export type WaitModelStore = ReturnType<typeof createWaitModelStore>;

export function createWaitModelStore(db: Db) {
  const find = db.prepare<[], Row>('SELECT * FROM wait_model');
  const put = db.prepare(
    `INSERT OR REPLACE INTO wait_model
       (only_row, version, settings, day, through_seq, learned, made_at)
     VALUES (1, @version, @settings, @day, @throughSeq, @learned, @madeAt)`,
  );
  return {
    /** The one that was kept last, or null. */
    find: (): StoredWaitModel | null => {
      const row = find.get();
      if (!row) return null;
      const { version, settings, day, learned } = row;
      return {
        version,
        settings,
        day,
        throughSeq: row.through_seq,
        learned,
        madeAt: row.made_at,
      };
    },
    put: (model: StoredWaitModel): void => {
      put.run(model);
    },
  };
}

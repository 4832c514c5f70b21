import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

/** Where a list of appointments comes from, and how the last attempt to have it went. */
export type ScheduleSource = {
  readonly source: string;
  /** Of the newest list that was applied: the sender's own counter. */
  readonly asOf: number;
  readonly succeededAt: EpochMs | null;
  readonly attemptedAt: EpochMs;
  /** Why the last attempt was no good, or not wholly, in words for IT; null when it was good. */
  readonly problem: string | null;
};

type Row = {
  readonly source: string;
  readonly as_of: number;
  readonly succeeded_at: number | null;
  readonly attempted_at: number;
  readonly problem: string | null;
};

export type ScheduleSourceStore = ReturnType<typeof createScheduleSourceStore>;

export function createScheduleSourceStore(db: Db) {
  const find = db.prepare<[string], Row>('SELECT * FROM schedule_source WHERE source = ?');
  const succeeded = db.prepare(
    `INSERT INTO schedule_source (source, as_of, succeeded_at, attempted_at, problem)
     VALUES (@source, @asOf, @at, @at, @problem)
     ON CONFLICT (source) DO UPDATE SET as_of = excluded.as_of, problem = excluded.problem,
       succeeded_at = excluded.succeeded_at, attempted_at = excluded.attempted_at`,
  );
  const failed = db.prepare(
    `INSERT INTO schedule_source (source, as_of, attempted_at, problem)
     VALUES (@source, 0, @at, @problem)
     ON CONFLICT (source) DO UPDATE SET attempted_at = excluded.attempted_at,
       problem = excluded.problem`,
  );
  return {
    of: (source: string): ScheduleSource | null => {
      const row = find.get(source);
      if (!row) return null;
      const { succeeded_at: succeededAt, attempted_at: attemptedAt, problem } = row;
      return { source, asOf: row.as_of, succeededAt, attemptedAt, problem };
    },
    /** A list was applied, or had nothing new; `problem` says what of it could not be taken. */
    succeeded: (
      source: string,
      list: { readonly asOf: number; readonly at: EpochMs; readonly problem: string | null },
    ): void => {
      succeeded.run({ source, ...list });
    },
    /** A list could not be had; what was applied before stays. */
    failed: (source: string, problem: string, at: EpochMs): void => {
      failed.run({ source, problem, at });
    },
  };
}

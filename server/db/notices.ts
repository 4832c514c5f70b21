import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

export type Notice = {
  readonly id: string;
  /** Null: the whole clinic. */
  readonly stationId: string | null;
  readonly minutes: number;
  readonly reasonId: string;
  readonly shownAt: EpochMs;
};

type Row = {
  readonly id: string;
  readonly station_id: string | null;
  readonly minutes: number;
  readonly reason_id: string;
  readonly shown_at: number;
};

export type NoticeStore = ReturnType<typeof createNoticeStore>;

export function createNoticeStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO notice (id, station_id, minutes, reason_id, shown_at)
     VALUES (@id, @stationId, @minutes, @reasonId, @shownAt)`,
  );
  const clear = db.prepare('UPDATE notice SET cleared_at = ? WHERE id = ? AND cleared_at IS NULL');
  const active = db.prepare<[number], Row>(
    'SELECT * FROM notice WHERE cleared_at IS NULL AND shown_at >= ? ORDER BY shown_at, id',
  );
  return {
    insert: (notice: Notice): void => {
      insert.run(notice);
    },
    clear: (id: string, at: EpochMs): void => {
      clear.run(at, id);
    },
    activeSince: (at: EpochMs): readonly Notice[] =>
      active.all(at).map((row) => ({
        id: row.id,
        stationId: row.station_id,
        minutes: row.minutes,
        reasonId: row.reason_id,
        shownAt: row.shown_at,
      })),
  };
}

import type { StationStatus } from '../../shared/domain/queue-entry.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

export type StoredStation = {
  readonly id: string;
  readonly status: StationStatus;
  readonly providerId: string | null;
  readonly sinceAt: EpochMs;
  readonly untilAt: EpochMs | null;
};

type Row = {
  readonly id: string;
  readonly status: StationStatus;
  readonly provider_id: string | null;
  readonly since_at: number;
  readonly until_at: number | null;
};

export type StationStore = ReturnType<typeof createStationStore>;

export function createStationStore(db: Db) {
  const put = db.prepare(
    `INSERT INTO station (id, status, provider_id, since_at, until_at)
     VALUES (@id, @status, @providerId, @sinceAt, @untilAt)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, provider_id = excluded.provider_id,
       since_at = excluded.since_at, until_at = excluded.until_at`,
  );
  const all = db.prepare<[], Row>('SELECT * FROM station');
  return {
    put: (station: StoredStation): void => {
      put.run(station);
    },
    all: (): readonly StoredStation[] =>
      all.all().map((row) => ({
        id: row.id,
        status: row.status,
        providerId: row.provider_id,
        sinceAt: row.since_at,
        untilAt: row.until_at,
      })),
  };
}

import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { PostgresDatabase } from './database.ts';

/** Hubs that need the same new month at the same time take turns by it. */
const PARTITION_LOCK = 7_312_442;

/** Makes sure that the month of an instant has its part of the events' table, once for each month. */
export function createMonthPartitions(db: Pick<PostgresDatabase, 'query' | 'transaction'>) {
  const known = new Set<string>();
  return async (at: EpochMs): Promise<void> => {
    const month = Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO('UTC')
      .toPlainDate()
      .with({ day: 1 });
    const name = `event_${month.toString().slice(0, 7).replace('-', '_')}`;
    if (known.has(name)) return;
    const [from, to] = [month, month.add({ months: 1 })].map(
      (day) => day.toZonedDateTime('UTC').epochMilliseconds,
    );
    await db.transaction(
      `BEGIN; SELECT pg_advisory_xact_lock(${PARTITION_LOCK})`,
      async (session) => {
        const there = await session.query(
          { name: 'is-there', text: 'SELECT to_regclass($1) AS there' },
          [name],
        );
        if (there.some((row) => isThere(row))) return null;
        // Made apart and then attached: nobody who is just writing has to wait for it.
        await session.query(unnamed(`CREATE TABLE ${name} (LIKE event INCLUDING ALL)`), []);
        await session.query(
          unnamed(
            `ALTER TABLE event ATTACH PARTITION ${name} FOR VALUES FROM (${from}) TO (${to})`,
          ),
          [],
        );
        return true;
      },
    );
    known.add(name);
  };
}

function isThere(row: unknown): boolean {
  return typeof row === 'object' && row !== null && 'there' in row && row.there !== null;
}

/** A statement without a name is not kept by the connection. */
function unnamed(text: string) {
  return { name: '', text };
}

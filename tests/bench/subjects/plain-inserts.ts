import pg from 'pg';
import { type BacklogEvent, backlogEvents } from '../backlog-events.ts';
import { answerQuestions, sharedNow } from '../child.ts';

export type PlainInsertSettings = { readonly database: string };

/** As many rows as a request of ours has events at most. */
const ROWS_AT_ONCE = 1_000;
const COLUMNS = 7;

let client: pg.Client | null = null;
let seq = 0;

/**
 * The floor: the same bytes into one table with a primary key, by statements of many rows, one commit
 * each, from a process that does nothing else. Nothing is checked, remembered or answered.
 */
answerQuestions({
  start: async ({ database }: PlainInsertSettings) => {
    client = new pg.Client({ connectionString: database });
    await client.connect();
    await client.query('DROP TABLE IF EXISTS plain_event');
    await client.query(
      `CREATE TABLE plain_event (seq bigint NOT NULL, id uuid PRIMARY KEY, type text NOT NULL,
         aggregate text NOT NULL, occurred_at bigint NOT NULL, sha256 text NOT NULL,
         body text NOT NULL)`,
    );
    return {};
  },
  'events a second': async ({ count }: { count: number }) => {
    const events = backlogEvents(count, Date.now());
    const startAt = sharedNow();
    for (let first = 0; first < count; first += ROWS_AT_ONCE) {
      await insert(events.slice(first, first + ROWS_AT_ONCE));
    }
    return (count * 1000) / (sharedNow() - startAt);
  },
});

async function insert(events: readonly BacklogEvent[]): Promise<void> {
  const rows = events.map((_, row) => `(${placeholders(row * COLUMNS)})`).join(',');
  const values = events.flatMap((event) => {
    seq += 1;
    const { id, type, aggregate, occurredAt, sha256, body } = event;
    return [seq, id, type, aggregate, occurredAt, sha256, body];
  });
  await client?.query(`INSERT INTO plain_event VALUES ${rows}`, values);
}

function placeholders(before: number): string {
  return Array.from({ length: COLUMNS }, (_, column) => `$${before + column + 1}`).join(',');
}

import pg from 'pg';
import type { StoredEvent } from '../../../server/db/events.ts';
import type { Findings } from '../clinic/audit.ts';

type Held = { readonly id: string; readonly seq: number; readonly receivedAt: number };

/** Compares what the hub's database holds with the clinic's log, of which it was told to have `events`. */
export async function compareWithHub(
  address: string,
  events: readonly StoredEvent[],
): Promise<Findings> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    const rows = async <R>(text: string): Promise<readonly R[]> => {
      const { rows: found } = await client.query(text);
      // True because each text below names the columns of its row type.
      return found as R[];
    };
    const held = await rows<Held>(
      `SELECT event_id AS id, seq::int AS seq, received_at::float8 AS "receivedAt"
       FROM event_key ORDER BY seq`,
    );
    const heldIds = new Set(held.map(({ id }) => id));
    const [bodies] = await rows<{ readonly twice: number; readonly aside: number }>(
      `SELECT (SELECT count(*) - count(DISTINCT event_id) FROM event)::int AS twice,
         (SELECT count(*) FROM quarantined_event)::int
           + (SELECT count(*) FROM rollback_alarm)::int
           + (SELECT count(*) FROM event_again)::int AS aside`,
    );
    const whole = await rows<{ readonly id: string }>('SELECT DISTINCT event_id AS id FROM event');
    const wholeIds = new Set(whole.map(({ id }) => id));
    return {
      lost: events.filter(({ id }) => !heldIds.has(id) || !wholeIds.has(id)).length,
      duplicated: (bodies?.twice ?? 0) + (held.length - heldIds.size),
      reordered: held.filter(
        ({ receivedAt }, index) => receivedAt < (held[index - 1]?.receivedAt ?? 0),
      ).length,
      broken: bodies?.aside === 0 ? [] : ['the hub quarantined or refused what was right'],
    };
  } finally {
    await client.end();
  }
}

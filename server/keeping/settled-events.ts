import type { DestinationSettings } from '../../shared/contract/destination-settings.ts';
import type { Db } from '../db/open-database.ts';

/** How far every upstream has the log, so that what it was made from is no longer needed here. */
export type Settled = {
  /** Every event up to here is settled; infinite when nothing is delivered anywhere. */
  readonly throughSeq: number;
  /** Bodies up to here have been shown to be held by a receiver. */
  readonly bodiesThroughSeq: number;
};

/** What may not be purged yet: these, or everything while too much is on its way to tell. */
export type Held = ReadonlySet<string> | 'everything';

type ProgressRow = {
  readonly id: string;
  readonly through: number;
  readonly confirmed: number;
  readonly again: number | null;
};

const PROGRESS_SQL = `SELECT destination_id AS id, through_seq AS through, confirmed_seq AS confirmed,
    (SELECT min(seq) FROM delivery_set_aside AS aside
       WHERE aside.destination_id = delivery.destination_id AND state = 'again') AS again
  FROM delivery`;
const HELD_SQL = `SELECT DISTINCT aggregate FROM event WHERE seq > ? AND seq <= ?`;
const EVENTS_AT_ONCE = 2_000;
/** More than an outage of weeks leaves; beyond it the list itself would be a burden. */
const MOST_ON_ITS_WAY = 100_000;

/**
 * How far all destinations of the clinic's file have the log: a hub, which can show what it holds, as
 * far as it has; others as far as they were given it. One that has been given nothing yet holds all.
 */
export function settledEvents(db: Db, destinations: readonly DestinationSettings[]): Settled {
  const receivers = destinations.filter(isDeliveredTo);
  if (receivers.length === 0) return { throughSeq: Infinity, bodiesThroughSeq: 0 };
  const rows = new Map(
    db
      .prepare<[], ProgressRow>(PROGRESS_SQL)
      .all()
      .map((row) => [row.id, row]),
  );
  const reached = receivers.map(({ id, kind }) => {
    const row = rows.get(id);
    if (!row) return 0;
    const through = kind === 'hub' ? row.confirmed : row.through;
    return Math.min(through, (row.again ?? Infinity) - 1);
  });
  const confirmed = receivers.map(({ id }) => rows.get(id)?.confirmed ?? 0);
  const throughSeq = Math.min(...reached);
  return { throughSeq, bodiesThroughSeq: Math.min(throughSeq, Math.max(...confirmed)) };
}

/** An HL7 peer may only send to us. */
function isDeliveredTo(destination: DestinationSettings): boolean {
  return destination.kind !== 'hl7' || destination.send !== undefined;
}

/** What the events beyond `throughSeq` are about, read in slices with a pause after each. */
export async function heldBack(
  db: Db,
  throughSeq: number,
  pause: () => Promise<void>,
): Promise<Held> {
  const last = db
    .prepare<[], { readonly seq: number | null }>('SELECT max(seq) AS seq FROM event')
    .get();
  const lastSeq = last?.seq ?? 0;
  if (lastSeq - throughSeq > MOST_ON_ITS_WAY) return 'everything';
  const aggregates = db.prepare<[number, number], { readonly aggregate: string }>(HELD_SQL);
  const held = new Set<string>();
  for (let after = throughSeq; after < lastSeq; after += EVENTS_AT_ONCE) {
    for (const { aggregate } of aggregates.all(after, after + EVENTS_AT_ONCE)) held.add(aggregate);
    await pause();
  }
  return held;
}

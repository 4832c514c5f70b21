import { hash } from 'node:crypto';
import type { EpochMs } from '../../shared/domain/time.ts';
import { newId } from '../new-id.ts';
import type { Db } from './open-database.ts';

/** Something that happened. The body holds ids and times and never a patient's name. */
export type NewEvent = {
  readonly type: string;
  /** What it happened to: "visit:<id>". */
  readonly aggregate: string;
  readonly occurredAt: EpochMs;
  readonly body: Readonly<Record<string, unknown>>;
};

export type StoredEvent = {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly schema: number;
  readonly aggregate: string;
  readonly occurredAt: EpochMs;
  readonly body: string;
  readonly sha256: string;
};

const EVENT_SCHEMA = 1;

type Row = Omit<StoredEvent, 'occurredAt'> & { readonly occurred_at: number };

export type EventStore = ReturnType<typeof createEventStore>;

export function createEventStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO event (id, type, schema, aggregate, occurred_at, body, sha256)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const last = db.prepare<[], { readonly seq: number; readonly occurred_at: number }>(
    'SELECT seq, occurred_at FROM event ORDER BY seq DESC LIMIT 1',
  );
  const after = db.prepare<[number, number], Row>(
    'SELECT * FROM event WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  // What is touched at the exit may come in days later, with the time it was touched.
  const onTimeFrom = db.prepare<[number], { readonly seq: number; readonly occurred_at: number }>(
    "SELECT seq, occurred_at FROM event WHERE seq >= ? AND type NOT LIKE 'feedback.%' ORDER BY seq LIMIT 1",
  );
  return {
    /** Appends an event: a random id, the next number of the log, the hash of its exact bytes. */
    append: (event: NewEvent): void => {
      const body = JSON.stringify(event.body);
      const { type, aggregate, occurredAt } = event;
      const sha256 = hash('sha256', body);
      insert.run(newId(), type, EVENT_SCHEMA, aggregate, occurredAt, body, sha256);
    },
    last: (): { readonly seq: number; readonly at: EpochMs } | null => {
      const row = last.get();
      return row ? { seq: row.seq, at: row.occurred_at } : null;
    },
    /**
     * The number of the first event from an instant on, or the next to be given. Looks at a few only: the
     * log is in the order of time, but for what comes in late and a clock that was put right.
     */
    firstSeqFrom: (at: EpochMs): number => {
      let low = 1;
      let high = (last.get()?.seq ?? 0) + 1;
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        const found = onTimeFrom.get(middle);
        if (!found || found.seq >= high || found.occurred_at >= at) high = middle;
        else low = found.seq + 1;
      }
      return low;
    },
    /** The events after `seq`, oldest first, at most `limit`. */
    after: (seq: number, limit: number): readonly StoredEvent[] =>
      after.all(seq, limit).map(({ occurred_at, ...row }) => ({ ...row, occurredAt: occurred_at })),
  };
}

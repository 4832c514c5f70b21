import { randomUUID } from 'node:crypto';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

/** A name of the event log to receivers, from the event `baseSeq` on. */
export type Stream = {
  readonly id: string;
  readonly baseSeq: number;
  /** Why it began: the clinic did, its database was restored, or a receiver found it set back. */
  readonly reason: 'first' | 'restored' | 'rolled-back';
  readonly begunAt: EpochMs;
};

type Row = {
  readonly id: string;
  readonly base_seq: number;
  readonly reason: Stream['reason'];
  readonly begun_at: number;
};

export type StreamStore = ReturnType<typeof createStreamStore>;

export function createStreamStore(db: Db) {
  const all = db.prepare<[], Row>('SELECT * FROM stream ORDER BY number');
  // The newest of those that reach so far: a later stream takes over everything from its base on.
  const at = db.prepare<[number], Row>(
    'SELECT * FROM stream WHERE base_seq <= ? ORDER BY number DESC LIMIT 1',
  );
  const insert = db.prepare(
    'INSERT INTO stream (id, base_seq, reason, begun_at) VALUES (?, ?, ?, ?)',
  );
  return {
    /** Oldest first. */
    all: (): readonly Stream[] => all.all().map(fromRow),
    /** The stream that an event with this number is delivered under. */
    of: (seq: number): Stream => {
      const row = at.get(seq);
      if (!row) throw new Error(`No stream begins at or before event ${seq}`);
      return fromRow(row);
    },
    /** From `baseSeq` on the log goes by a new random name, under which no number was ever used. */
    begin: (baseSeq: number, reason: Stream['reason'], begunAt: EpochMs): Stream => {
      const stream = { id: randomUUID(), baseSeq, reason, begunAt };
      insert.run(stream.id, baseSeq, reason, begunAt);
      return stream;
    },
  };
}

/** Names the log of a new database. */
export function beginFirstStream(db: Db): void {
  db.prepare(
    `INSERT INTO stream (id, base_seq, reason, begun_at)
     SELECT ?, 1, 'first', unixepoch() * 1000 WHERE NOT EXISTS (SELECT 1 FROM stream)`,
  ).run(randomUUID());
}

function fromRow(row: Row): Stream {
  return { id: row.id, baseSeq: row.base_seq, reason: row.reason, begunAt: row.begun_at };
}

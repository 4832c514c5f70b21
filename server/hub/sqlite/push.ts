import type { Database } from 'better-sqlite3';
import type { ClinicNumbers } from '../clinic-numbers.ts';
import type { JudgedItem } from '../judge-item.ts';
import { type Holdings, type KnownEvent, settle } from '../settle.ts';
import type { PushBatch, PushOutcome } from '../store.ts';

type StreamRow = { readonly number: number; readonly clinic: number };

/** Prepares the taking of a batch: one transaction, or nothing of it. */
export function createPush(db: Database, numberOf: ClinicNumbers) {
  const findStream = db.prepare<[string], StreamRow>(
    'SELECT number, clinic FROM stream WHERE id = ?',
  );
  const beginStream = db.prepare<[string, number, number, number], StreamRow>(
    `INSERT INTO stream (id, clinic, base_seq, begun_at) VALUES (?, ?, ?, ?)
     RETURNING number, clinic`,
  );
  const heard = db.prepare(
    `UPDATE clinic SET last_heard_at = max(coalesce(last_heard_at, 0), ?), backlog = ?,
       taken = taken + ? WHERE number = ?`,
  );
  const alarm = db.prepare(
    `INSERT INTO rollback_alarm (clinic, stream_id, seq, last_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (clinic, stream_id) DO UPDATE SET seq = excluded.seq, last_at = excluded.last_at`,
  );
  const holdings = createHoldings(db);
  const write = createWrites(db);

  const take = (batch: PushBatch): PushOutcome => {
    const { clinicId, stream: streamId, baseSeq, receivedAt, backlog, items } = batch;
    const clinic = numberOf(clinicId);
    const before = findStream.get(streamId);
    if (before && before.clinic !== clinic) return { kind: 'of-another-clinic' };
    const settled = settle(items, holdings(before?.number ?? null, items));
    if (settled.kind === 'rolled-back') {
      alarm.run(clinic, streamId, settled.seq, receivedAt);
      return settled;
    }
    const stream = before ?? beginStream.get(streamId, clinic, baseSeq, receivedAt);
    if (!stream) throw new Error(`The stream ${streamId} did not stay`);
    const { fresh, rebound, released, statuses } = settled;
    for (const item of fresh) write.fresh(item, stream, receivedAt);
    for (const item of rebound) write.again(item, stream);
    for (const item of released) write.released(item, stream, receivedAt);
    heard.run(receivedAt, backlog, fresh.length + released.length, clinic);
    return { kind: 'taken', statuses };
  };
  const inOneTransaction = db.transaction(take);
  return (batch: PushBatch): PushOutcome => inOneTransaction.immediate(batch);
}

function createHoldings(db: Database) {
  const event = db.prepare<[string], KnownEvent>(
    'SELECT sha256, quarantined FROM event_key WHERE event_id = ?',
  );
  const bound = db
    .prepare<[number | null, number, number | null, number], string>(
      `SELECT event_id FROM event_key WHERE stream = ? AND seq = ?
       UNION ALL SELECT event_id FROM event_again WHERE stream = ? AND seq = ?`,
    )
    .pluck();
  return (stream: number | null, items: readonly JudgedItem[]): Holdings => {
    const byId = new Map<string, KnownEvent>();
    const idOfSeq = new Map<number, string>();
    for (const { seq, id } of items) {
      const known = event.get(id);
      if (known) byId.set(id, known);
      const boundId = bound.get(stream, seq, stream, seq);
      if (boundId !== undefined) idOfSeq.set(seq, boundId);
    }
    return { byId, idOfSeq };
  };
}

function createWrites(db: Database) {
  const key = db.prepare(
    `INSERT INTO event_key (event_id, stream, seq, sha256, quarantined, received_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const quarantine = db.prepare(
    'INSERT INTO quarantined_event (event_id, clinic, detail, raw) VALUES (?, ?, ?, ?)',
  );
  const unquarantine = db.prepare('DELETE FROM quarantined_event WHERE event_id = ?');
  const release = db.prepare(
    'UPDATE event_key SET quarantined = NULL, received_at = ? WHERE event_id = ?',
  );
  const again = db.prepare('INSERT INTO event_again (stream, seq, event_id) VALUES (?, ?, ?)');
  const event = db.prepare(
    `INSERT INTO event (event_id, received_at, type, schema, aggregate, occurred_at, body)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const fact = db.prepare(
    `INSERT INTO fact (clinic, day, event_id, stream, seq, at, kind, subject, entry, detail, score)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const effect = (item: JudgedItem, stream: StreamRow, receivedAt: number): void => {
    const { seq, id, verdict } = item;
    if (verdict.kind === 'unfit') {
      quarantine.run(id, stream.clinic, verdict.detail, verdict.raw);
      return;
    }
    const { type, schema, aggregate, occurredAt, body } = verdict.event;
    event.run(id, receivedAt, type, schema, aggregate, occurredAt, body);
    if (!verdict.fact) return;
    const { day, at, kind, subjectId, entryId, detail, score } = verdict.fact;
    const place = [stream.clinic, day, id, stream.number, seq];
    fact.run(...place, at, kind, subjectId, entryId, detail, score);
  };
  return {
    fresh: (item: JudgedItem, stream: StreamRow, receivedAt: number): void => {
      const { seq, id, sha256, verdict } = item;
      const code = verdict.kind === 'unfit' ? verdict.code : null;
      key.run(id, stream.number, seq, sha256, code, receivedAt);
      effect(item, stream, receivedAt);
    },
    again: ({ seq, id }: JudgedItem, stream: StreamRow): void => {
      again.run(stream.number, seq, id);
    },
    released: (item: JudgedItem, stream: StreamRow, receivedAt: number): void => {
      release.run(receivedAt, item.id);
      unquarantine.run(item.id);
      effect(item, stream, receivedAt);
    },
  };
}

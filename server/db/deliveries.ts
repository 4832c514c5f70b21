import type { DeliveryFailure, SetAsideEvent } from '../../shared/contract/upstream-state.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { ItemOutcome } from '../upstream/delivery/destination.ts';
import type { StoredEvent } from './events.ts';
import type { Db } from './open-database.ts';

/** How far the log has been delivered to one destination. */
export type DeliveryProgress = {
  readonly destinationId: string;
  /** It has everything up to here, but for what is set aside. */
  readonly throughSeq: number;
  /** A digest has shown that it holds everything up to here. */
  readonly confirmedSeq: number;
  readonly lastSuccessAt: EpochMs | null;
  readonly lastAttemptAt: EpochMs | null;
  readonly failingSinceAt: EpochMs | null;
  readonly failure: DeliveryFailure | null;
};

/** What an attempt changed. */
export type DeliveryReport = {
  readonly destinationId: string;
  readonly at: EpochMs;
  /** What became of events; `done` leaves no row. */
  readonly settled: readonly ItemOutcome[];
  /** How far the log is delivered now, or null when the attempt was not about the log's end. */
  readonly throughSeq: number | null;
  readonly failure: DeliveryFailure | null;
};

/** Events that did not simply arrive: how many are to be delivered again, and how many wait for staff. */
export type AsideCounts = { readonly again: number; readonly setAside: number };

/** How many events of a type there are in a stretch of the log. */
export type TypeCount = { readonly type: string; readonly count: number };

type ProgressRow = {
  readonly destination_id: string;
  readonly through_seq: number;
  readonly confirmed_seq: number;
  readonly last_success_at: number | null;
  readonly last_attempt_at: number | null;
  readonly failing_since_at: number | null;
  readonly failure: DeliveryFailure | null;
};
type EventRow = Omit<StoredEvent, 'occurredAt'> & { readonly occurred_at: number };

export const AGAIN_SQL = `SELECT event.* FROM delivery_set_aside AS aside
  JOIN event ON event.seq = aside.seq
  WHERE aside.destination_id = ? AND aside.state = 'again' ORDER BY aside.seq LIMIT ?`;
export const SET_ASIDE_SQL = `SELECT aside.seq, event.type, aside.code, aside.detail, visit.ticket,
    aside.set_aside_at AS at
  FROM delivery_set_aside AS aside
  JOIN event ON event.seq = aside.seq
  LEFT JOIN visit ON event.aggregate LIKE 'visit:%' AND visit.id = substr(event.aggregate, 7)
  WHERE aside.destination_id = ? AND aside.state <> 'again' ORDER BY aside.seq DESC LIMIT ?`;
export const ASIDE_COUNTS_SQL = `SELECT coalesce(sum(state = 'again'), 0) AS again,
    coalesce(sum(state <> 'again'), 0) AS setAside
  FROM delivery_set_aside WHERE destination_id = ?`;
export const LOWEST_AGAIN_SQL = `SELECT min(seq) AS seq FROM delivery_set_aside
  WHERE destination_id = ? AND state = 'again'`;
export const TYPE_COUNTS_SQL = `SELECT type, count(*) AS count FROM event
  WHERE seq > ? AND seq <= ? GROUP BY type`;

export type DeliveryStore = ReturnType<typeof createDeliveryStore>;

/** What each destination has of the event log, and what could not be delivered to it. */
export function createDeliveryStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO delivery (destination_id, through_seq, confirmed_seq) VALUES (?, 0, 0)
     ON CONFLICT DO NOTHING`,
  );
  const all = db.prepare<[], ProgressRow>('SELECT * FROM delivery ORDER BY destination_id');
  const byId = db.prepare<[string], ProgressRow>('SELECT * FROM delivery WHERE destination_id = ?');
  const advance = db.prepare(
    `UPDATE delivery SET through_seq = :seq WHERE destination_id = :destinationId
       AND :seq > through_seq`,
  );
  const succeeded = db.prepare(
    `UPDATE delivery SET last_attempt_at = :at, last_success_at = :at, failing_since_at = NULL,
       failure = NULL WHERE destination_id = :destinationId`,
  );
  const failed = db.prepare(
    `UPDATE delivery SET last_attempt_at = :at, failing_since_at = coalesce(failing_since_at, :at),
       failure = :failure WHERE destination_id = :destinationId`,
  );
  const confirm = db.prepare(
    `UPDATE delivery SET confirmed_seq = :seq WHERE destination_id = :destinationId
       AND :seq > confirmed_seq AND :seq <= through_seq`,
  );
  const setAside = db.prepare(
    `INSERT INTO delivery_set_aside (destination_id, seq, state, code, detail, set_aside_at)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state,
       code = excluded.code, detail = excluded.detail, set_aside_at = excluded.set_aside_at`,
  );
  const isAnyAside = db.prepare<[string], { readonly seq: number }>(
    'SELECT seq FROM delivery_set_aside WHERE destination_id = ? LIMIT 1',
  );
  const forget = db.prepare('DELETE FROM delivery_set_aside WHERE destination_id = ? AND seq = ?');
  const retry = db.prepare(
    `UPDATE delivery_set_aside SET state = 'again'
     WHERE destination_id = ? AND seq = ? AND state <> 'again'`,
  );
  const again = db.prepare<[string, number], EventRow>(AGAIN_SQL);
  const listAside = db.prepare<[string, number], SetAsideEvent>(SET_ASIDE_SQL);
  const asideCounts = db.prepare<[string], AsideCounts>(ASIDE_COUNTS_SQL);
  const lowestAgain = db.prepare<[string], { readonly seq: number | null }>(LOWEST_AGAIN_SQL);
  const typeCounts = db.prepare<[number, number], TypeCount>(TYPE_COUNTS_SQL);
  let asideVersion = 0;

  const progress = (destinationId: string): DeliveryProgress | null => {
    const row = byId.get(destinationId);
    return row ? fromRow(row) : null;
  };
  const settleOne = (destinationId: string, item: ItemOutcome, at: EpochMs): void => {
    const { changes } =
      item.kind === 'done'
        ? forget.run(destinationId, item.seq)
        : setAside.run(destinationId, item.seq, item.kind, item.code, item.detail, at);
    asideVersion += changes;
  };
  const settleAll = (destinationId: string, items: readonly ItemOutcome[], at: EpochMs): void => {
    // As nearly always: all of it arrived, and nothing had been set aside that could be forgotten now.
    const areAllDone = items.every(({ kind }) => kind === 'done');
    if (areAllDone && isAnyAside.get(destinationId) === undefined) return;
    for (const item of items) settleOne(destinationId, item, at);
  };
  const settle = db.transaction(settleAll);
  const record = db.transaction((report: DeliveryReport): void => {
    const { destinationId, at, failure } = report;
    settleAll(destinationId, report.settled, at);
    if (report.throughSeq !== null) advance.run({ destinationId, seq: report.throughSeq });
    if (failure === null) succeeded.run({ destinationId, at });
    else failed.run({ destinationId, at, failure });
  });
  const putAgain = db.transaction(
    (destinationId: string, seqs: readonly number[], code: string, now: EpochMs): void => {
      asideVersion += 1;
      const through = progress(destinationId)?.throughSeq ?? 0;
      for (const seq of seqs) {
        if (seq <= through) setAside.run(destinationId, seq, 'again', code, '', now);
      }
    },
  );
  return {
    /** Where a destination is; one that is new to the clinic's file begins before the first event. */
    begin: (destinationId: string): DeliveryProgress => {
      insert.run(destinationId);
      const begun = progress(destinationId);
      if (!begun) throw new Error(`The delivery to ${destinationId} was not kept`);
      return begun;
    },
    progress,
    all: (): readonly DeliveryProgress[] => all.all().map(fromRow),
    /** Keeps what an attempt came to: all of it or nothing. */
    record: (report: DeliveryReport): void => record.immediate(report),
    /** Keeps what became of events without an attempt. */
    settle: (destinationId: string, items: readonly ItemOutcome[], at: EpochMs): void =>
      settle.immediate(destinationId, items, at),
    /** Everything up to `throughSeq` is none of the destination's business. */
    passOver: (destinationId: string, throughSeq: number): void => {
      advance.run({ destinationId, seq: throughSeq });
    },
    /** The events that are to be delivered again, oldest first, at most `limit`. */
    again: (destinationId: string, limit: number): readonly StoredEvent[] =>
      again.all(destinationId, limit).map(({ occurred_at, ...row }) => ({
        ...row,
        occurredAt: occurred_at,
      })),
    /** The least number that is still to be delivered, whether for the first time or again. */
    lowestWaiting: (destinationId: string): number => {
      const first = (progress(destinationId)?.throughSeq ?? 0) + 1;
      return Math.min(lowestAgain.get(destinationId)?.seq ?? first, first);
    },
    /**
     * Has events delivered again that the destination turned out not to hold. Numbers that it has not
     * been given yet are left out: they come anyway.
     */
    putAgain: (destinationId: string, seqs: readonly number[], code: string, now: EpochMs): void =>
      putAgain.immediate(destinationId, seqs, code, now),
    /** Has an event that is set aside delivered again; false when it is not set aside. */
    retry: (destinationId: string, seq: number): boolean => {
      asideVersion += 1;
      return retry.run(destinationId, seq).changes === 1;
    },
    /** A digest has shown that the destination holds everything up to `seq`. Never goes back. */
    confirm: (destinationId: string, seq: number): void => {
      confirm.run({ destinationId, seq });
    },
    /** What staff can look at and try again, newest first, at most `limit`. */
    setAside: (destinationId: string, limit: number): readonly SetAsideEvent[] =>
      listAside.all(destinationId, limit),
    asideCounts: (destinationId: string): AsideCounts =>
      asideCounts.get(destinationId) ?? { again: 0, setAside: 0 },
    /** Differs whenever anything that is set aside may have changed, so that others can keep counts. */
    asideVersion: (): number => asideVersion,
    /** What the log holds after `afterSeq` up to and including `throughSeq`. */
    typeCounts: (afterSeq: number, throughSeq: number): readonly TypeCount[] =>
      typeCounts.all(afterSeq, throughSeq),
  };
}

function fromRow(row: ProgressRow): DeliveryProgress {
  return {
    destinationId: row.destination_id,
    throughSeq: row.through_seq,
    confirmedSeq: row.confirmed_seq,
    lastSuccessAt: row.last_success_at,
    lastAttemptAt: row.last_attempt_at,
    failingSinceAt: row.failing_since_at,
    failure: row.failure,
  };
}

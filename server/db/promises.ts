import type { EpochMs } from '../../shared/domain/time.ts';
import type { PromisedWindow } from '../../shared/domain/waits/told/held-window.ts';
import type { KnownPromises, OpenPromise } from '../../shared/domain/waits/told/promise-book.ts';
import { type PromiseScore, SCORES_KEPT } from '../../shared/domain/waits/told/promise-trust.ts';
import type { SlipReason } from '../../shared/domain/waits/told/slip-reason.ts';
import type { Db } from './open-database.ts';

/** Some of them are not decided yet. */
const FIRSTS_READ = SCORES_KEPT + 100;

/** A window a patient was told, as it was issued. */
export type IssuedPromise = {
  readonly entryId: string;
  readonly issuedAt: EpochMs;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  /** "lost": kept from here on, but out of sight. */
  readonly change: 'issued' | 'slipped' | 'earlier' | 'lost';
  /** False: promises were not trusted, and nobody was told. */
  readonly isShown?: boolean;
  /** Its end at the usual width. Not said: as told. */
  readonly usualToAt?: EpochMs;
  /** Why it became later. */
  readonly reason?: SlipReason | null;
  /** The median of the estimate then. */
  readonly estimateMinutes?: number | null;
  /** What `simpleWaitMinutes` said. */
  readonly simpleMinutes?: number | null;
};

/** The window somebody was told last, and why it had become later than before, if it had. */
export type LatestPromise = {
  readonly entryId: string;
  readonly window: PromisedWindow;
  readonly reason: SlipReason | null;
};

type Row = {
  readonly entry_id: string;
  readonly issued_at: number;
  readonly from_at: number;
  readonly to_at: number;
  readonly is_shown: number;
  readonly usual_to_at: number | null;
  // True because only `insert` below writes it.
  readonly reason: SlipReason['code'] | null;
  readonly reason_station_id: string | null;
  readonly reason_until_at: number | null;
};

/** A window of the ledger, as it was issued. */
export type LedgerWindow = {
  readonly entryId: string;
  readonly issuedAt: EpochMs;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly change: IssuedPromise['change'];
  /** 0: promises were not trusted then, and nobody was told. */
  readonly isShown: number;
  /** Minutes that were expected; null in what was written before that was kept. */
  readonly estimateMinutes: number | null;
  readonly simpleMinutes: number | null;
};

export const LEDGER_COLUMNS = `promise.entry_id AS entryId, promise.issued_at AS issuedAt,
    promise.from_at AS fromAt, promise.to_at AS toAt, promise.change, promise.is_shown AS isShown,
    promise.estimate_minutes AS estimateMinutes, promise.simple_minutes AS simpleMinutes`;

type FirstRow = {
  readonly entryId: string;
  readonly serviceId: string;
  readonly usualToAt: number;
  readonly calledAt: number | null;
  readonly endedAt: number | null;
};

// Later promises of an entry have later ids.
export const FIRST_PROMISES_SQL = `
  SELECT promise.entry_id AS entryId, service_id AS serviceId,
    coalesce(usual_to_at, to_at) AS usualToAt, ended_at AS endedAt,
    (SELECT min(call.called_at) FROM call WHERE call.entry_id = promise.entry_id) AS calledAt
  FROM promise JOIN queue_entry ON queue_entry.id = promise.entry_id
  WHERE NOT EXISTS
    (SELECT 1 FROM promise AS earlier
      WHERE earlier.entry_id = promise.entry_id AND earlier.id < promise.id)
  ORDER BY promise.id DESC LIMIT ?`;

/** Somebody's first call in a queue. */
export type FirstCall = {
  readonly number: number;
  readonly entryId: string;
  readonly day: string;
  readonly serviceId: string;
  readonly calledAt: EpochMs;
};

export const FIRST_CALLS_SQL = `
  SELECT call.number, call.entry_id AS entryId, entry.day, entry.service_id AS serviceId,
    call.called_at AS calledAt
  FROM call JOIN queue_entry AS entry ON entry.id = call.entry_id
  WHERE call.number > ? AND NOT EXISTS
    (SELECT 1 FROM call AS earlier
      WHERE earlier.entry_id = call.entry_id AND earlier.number < call.number)
  ORDER BY call.number`;

export type PromiseStore = ReturnType<typeof createPromiseStore>;

export function createPromiseStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO promise (entry_id, issued_at, from_at, to_at, change, is_shown, usual_to_at, reason,
       reason_station_id, reason_until_at, estimate_minutes, simple_minutes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const latest = db.prepare<[string], Row>(
    `SELECT * FROM promise WHERE id IN
       (SELECT max(promise.id) FROM promise JOIN queue_entry ON queue_entry.id = entry_id
         WHERE day = ? AND status IN ('waiting', 'held') GROUP BY entry_id)`,
  );
  const ofEntry = db.prepare<[string], LedgerWindow>(
    `SELECT ${LEDGER_COLUMNS} FROM promise WHERE entry_id = ? ORDER BY issued_at, id`,
  );
  const firsts = db.prepare<[number], FirstRow>(FIRST_PROMISES_SQL);
  const lastCall = db.prepare<[], { readonly number: number | null }>(
    'SELECT max(number) AS number FROM call',
  );
  const firstCalls = db.prepare<[number], FirstCall>(FIRST_CALLS_SQL);
  return {
    lastCallNumber: (): number => lastCall.get()?.number ?? 0,
    /** The calls after that one which were the first of somebody in a queue. */
    firstCallsAfter: (number: number): readonly FirstCall[] => firstCalls.all(number),
    /** What the last first windows came to by `now`, for `PromiseBook` to go on from. */
    known: (now: EpochMs): KnownPromises => knownOf(firsts.all(FIRSTS_READ), now),
    /** What the ledger has of one person in one queue, in the order in which it was issued. */
    ofEntry: (entryId: string): readonly LedgerWindow[] => ofEntry.all(entryId),
    insert: (promise: IssuedPromise): void => {
      const { entryId, issuedAt, fromAt, toAt, change } = promise;
      const { isShown = true, usualToAt = toAt, reason = null } = promise;
      const { estimateMinutes = null, simpleMinutes = null } = promise;
      insert.run(
        entryId,
        issuedAt,
        fromAt,
        toAt,
        change,
        isShown ? 1 : 0,
        usualToAt,
        reason?.code ?? null,
        reason?.stationId ?? null,
        reason?.untilAt ?? null,
        estimateMinutes,
        simpleMinutes,
      );
    },
    /** The window each person of a day who still waits was told last. */
    latestOfWaiting: (day: string): readonly LatestPromise[] => latest.all(day).map(fromRow),
  };
}

function knownOf(rows: readonly FirstRow[], now: EpochMs): KnownPromises {
  const open: OpenPromise[] = [];
  const scores: (PromiseScore & { readonly knownAt: EpochMs })[] = [];
  for (const { entryId, serviceId, usualToAt, calledAt, endedAt } of rows) {
    const overAt = calledAt ?? endedAt;
    const isLate = (overAt ?? now) > usualToAt;
    if (isLate || calledAt !== null) {
      scores.push({ serviceId, isLate, knownAt: isLate ? usualToAt : (calledAt ?? usualToAt) });
    } else if (overAt === null) open.push({ entryId, serviceId, usualToAt });
  }
  return { open, scores: scores.toSorted((a, b) => a.knownAt - b.knownAt).map(withoutTime) };
}

function withoutTime({ serviceId, isLate }: PromiseScore): PromiseScore {
  return { serviceId, isLate };
}

function fromRow(row: Row): LatestPromise {
  const { reason, reason_station_id: stationId, reason_until_at: untilAt } = row;
  return {
    entryId: row.entry_id,
    window: {
      kind: 'window',
      issuedAt: row.issued_at,
      fromAt: row.from_at,
      toAt: row.to_at,
      isShown: row.is_shown === 1,
      usualToAt: row.usual_to_at ?? row.to_at,
    },
    reason: reason === null ? null : { code: reason, stationId, untilAt },
  };
}

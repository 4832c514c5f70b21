import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from '../db/open-database.ts';
import { oldFiles, removeFiles } from './old-files.ts';
import type { Held, Settled } from './settled-events.ts';

export const PURGED = ['appointments', 'words', 'contacts', 'events', 'files'] as const;
export type Purged = (typeof PURGED)[number];

/** A kind of thing that is purged: what there is of it now, in batches, and how a batch goes. */
export type PurgeStep = {
  readonly name: Purged;
  /** How many there are in it, and what takes them away; an empty batch is only a chance to pause. */
  readonly batches: () => Iterable<PurgeBatch>;
};
export type PurgeBatch = { readonly count: number; readonly remove: () => void };

export type PurgeScope = {
  readonly db: Db;
  /** The file inbox of the clinic. */
  readonly inbox: string;
  readonly now: EpochMs;
  /** Patient data of clinic-local days before this one goes. */
  readonly patientsBefore: string;
  /** The same as an instant. */
  readonly patientsBeforeAt: EpochMs;
  readonly eventsBeforeAt: EpochMs;
  readonly settled: Settled;
  readonly held: Held;
};

/** A transaction of so many takes some milliseconds. */
const ROWS_AT_ONCE = 100;
const EVENTS_AT_ONCE = 200;

export const APPOINTMENT_DAY_SQL =
  'SELECT min(day) AS day FROM appointment WHERE day > ? AND day < ?';
export const ANSWER_DAY_SQL = 'SELECT min(day) AS day FROM answer WHERE day > ? AND day < ?';
/** An empty birth date is the mark of what was purged: this never reads those again. */
export const APPOINTMENTS_SQL = `SELECT appointment.id, visit.id AS visitId FROM appointment
  LEFT JOIN visit ON visit.appointment_id = appointment.id WHERE appointment.day = ? AND date_of_birth > ''`;
export const WORDS_SQL = `SELECT id FROM answer WHERE day = ? AND words <> ''`;
export const CONTACTS_SQL = `SELECT id, answer_id AS answerId FROM contact_request
  WHERE asked_at < ? AND contact <> ''`;
/** An event that somebody refused is held by nobody else as it was. */
const EVENTS_SQL = `SELECT seq, type, occurred_at AS occurredAt, seq IN
    (SELECT aside.seq FROM delivery_set_aside AS aside WHERE state = 'refused') AS isRefused
  FROM event WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`;

/** What goes at a purge, patient data first. Reads only; nothing goes before a batch is removed. */
export function purgeSteps(scope: PurgeScope): readonly PurgeStep[] {
  const { held } = scope;
  return [
    ...(held === 'everything'
      ? []
      : ([
          { name: 'appointments', batches: () => appointmentBatches(scope, held) },
          { name: 'words', batches: () => wordBatches(scope, held) },
          { name: 'contacts', batches: () => contactBatches(scope, held) },
        ] as const)),
    { name: 'events', batches: () => eventBatches(scope) },
    { name: 'files', batches: () => fileBatches(scope) },
  ];
}

function* appointmentBatches(
  { db, patientsBefore }: PurgeScope,
  held: ReadonlySet<string>,
): Generator<PurgeBatch> {
  const ofDay = db.prepare<[string], { readonly id: string; readonly visitId: string | null }>(
    APPOINTMENTS_SQL,
  );
  const blank = db.prepare(
    `UPDATE appointment SET first_name = '', last_name = '', date_of_birth = '', first_initial = '',
       last_initial = '', source_data = '{}' WHERE id = ?`,
  );
  for (const day of daysBefore(db, APPOINTMENT_DAY_SQL, patientsBefore)) {
    const ids = held.has(`schedule:${day}`)
      ? []
      : ofDay.all(day).filter(({ visitId }) => !held.has(`visit:${visitId}`));
    yield* inBatches(ids, ({ id }) => blank.run(id));
  }
}

function* wordBatches(
  { db, patientsBefore }: PurgeScope,
  held: ReadonlySet<string>,
): Generator<PurgeBatch> {
  const ofDay = db.prepare<[string], { readonly id: string }>(WORDS_SQL);
  const blank = db.prepare(`UPDATE answer SET words = '' WHERE id = ?`);
  for (const day of daysBefore(db, ANSWER_DAY_SQL, patientsBefore)) {
    const answers = ofDay.all(day).filter(({ id }) => !held.has(`answer:${id}`));
    yield* inBatches(answers, ({ id }) => blank.run(id));
  }
}

/** A request that nobody answered in all that time is closed: there is nobody left to call back. */
function* contactBatches(
  { db, now, patientsBeforeAt }: PurgeScope,
  held: ReadonlySet<string>,
): Generator<PurgeBatch> {
  const requests = db
    .prepare<[number], { readonly id: string; readonly answerId: string }>(CONTACTS_SQL)
    .all(patientsBeforeAt)
    .filter(({ id, answerId }) => !held.has(`answer:${answerId}`) && !held.has(`contact:${id}`));
  const blank = db.prepare(
    `UPDATE contact_request SET contact = '', closed_at = coalesce(closed_at, ?) WHERE id = ?`,
  );
  yield* inBatches(requests, ({ id }) => blank.run(now, id));
}

/** Where `meta` keeps how far the log has been worked through. */
const CURSOR = 'purged-events-through';
/** Reports look up in it which calls did not count; it holds nothing but ids. */
const STAYS = 'queue.undone';

type EventRow = {
  readonly seq: number;
  readonly type: string;
  readonly occurredAt: EpochMs;
  readonly isRefused: number;
};

/**
 * Works the log through from where it ended last, up to the first event that is too young: numbers are
 * the order of things, so one with a time of long ago after it is a slip of the clock.
 */
function* eventBatches({ db, eventsBeforeAt, settled }: PurgeScope): Generator<PurgeBatch> {
  const page = db.prepare<[number, number, number], EventRow>(EVENTS_SQL);
  const empty = db.prepare("UPDATE event SET body = '{}' WHERE seq = ? AND body <> '{}'");
  const keep = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  const cursor = db
    .prepare<[string], { readonly value: string }>('SELECT value FROM meta WHERE key = ?')
    .get(CURSOR);
  for (let after = Number(cursor?.value ?? 0), isMore = true; isMore;) {
    const events = page.all(after, settled.bodiesThroughSeq, EVENTS_AT_ONCE);
    const young = events.findIndex(({ occurredAt }) => occurredAt >= eventsBeforeAt);
    const old = young === -1 ? events : events.slice(0, young);
    const last = old.at(-1)?.seq;
    if (last === undefined) return;
    const going = old.filter(({ type, isRefused }) => type !== STAYS && isRefused === 0);
    yield {
      count: going.length,
      remove: () => {
        for (const { seq } of going) empty.run(seq);
        keep.run(CURSOR, String(last));
      },
    };
    after = last;
    isMore = young === -1;
  }
}

function* fileBatches({ inbox, patientsBefore }: PurgeScope): Generator<PurgeBatch> {
  const files = oldFiles(inbox, patientsBefore);
  yield { count: files.length, remove: () => removeFiles(files) };
}

function* daysBefore(db: Db, sql: string, before: string): Generator<string> {
  const next = db.prepare<[string, string], { readonly day: string | null }>(sql);
  for (let day = ''; ;) {
    const found = next.get(day, before)?.day ?? null;
    if (found === null) return;
    yield found;
    day = found;
  }
}

function* inBatches<T>(rows: readonly T[], remove: (row: T) => void): Generator<PurgeBatch> {
  for (let start = 0; start === 0 || start < rows.length; start += ROWS_AT_ONCE) {
    const batch = rows.slice(start, start + ROWS_AT_ONCE);
    yield { count: batch.length, remove: () => batch.forEach(remove) };
  }
}

import { hash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Db, openDatabase } from '../../../server/db/open-database.ts';
import { createEventStore, type StoredEvent } from '../../../server/db/events.ts';
import type { FaultCount } from '../fault.ts';
import type { Told } from './people.ts';

export type Findings = Omit<FaultCount, 'tried' | 'acknowledged'>;

/** What each command that `everybody` sends leaves in the log, once. */
const EVENT_OF: Readonly<Record<string, string>> = {
  'check-in:take-number': 'visit.checked-in',
  'feedback:face': 'feedback.given',
  'station:open': 'station.open',
  'queue:call-next': 'queue.called',
  'queue:start': 'queue.started',
  'queue:finish': 'queue.finished',
};

/** The status a queue entry has after each. */
const STATUS_AFTER: Readonly<Record<string, string>> = {
  'visit.checked-in': 'waiting',
  'queue.called': 'called',
  'queue.started': 'in-service',
  'queue.finished': 'done',
};

/**
 * Looks at what a server that is gone has left in its data folder, on a copy: everything that was told
 * to somebody is there once and in their order, the log has no gaps, and state, log and replies agree.
 */
export function auditFolder(folder: string, told: readonly Told[]): Findings {
  return onCopy(folder, (copy) => auditDatabase(copy, told));
}

/** Each queue entry that a server has left in its data folder with its status, sorted. */
export function statusesIn(folder: string): readonly string[] {
  return onCopy(folder, (copy) => {
    const db = openDatabase(copy);
    const statuses = db.prepare<[], string>(STATUSES).pluck().all();
    db.close();
    return statuses.toSorted();
  });
}

const STATUSES = "SELECT id || ' ' || status FROM queue_entry";

/** What is looked at is a copy, so that the server's own recovery is left to the server. */
function onCopy<T>(folder: string, look: (copy: string) => T): T {
  const copy = mkdtempSync(path.join(path.dirname(folder), 'audit-'));
  try {
    for (const name of ['clinic.db', 'clinic.db-wal', 'clinic.db-journal']) {
      const file = path.join(folder, name);
      if (existsSync(file)) cpSync(file, path.join(copy, name));
    }
    return look(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The same in place: the database is opened as the server would, and closed again. */
export function auditDatabase(folder: string, told: readonly Told[]): Findings {
  mkdirSync(folder, { recursive: true });
  let db: Db;
  try {
    db = openDatabase(folder);
  } catch (error) {
    return { lost: told.length, duplicated: 0, reordered: 0, broken: [String(error)] };
  }
  try {
    return auditOpen(db, told);
  } catch (error) {
    return { lost: 0, duplicated: 0, reordered: 0, broken: [String(error)] };
  } finally {
    db.close();
  }
}

function auditOpen(db: Db, told: readonly Told[]): Findings {
  const events = createEventStore(db).after(0, Number.MAX_SAFE_INTEGER);
  const seqsOf = Map.groupBy(events, traceOf);
  const replies = repliesOf(db);
  const isLost = ({ wish, reply, trace }: Told): boolean =>
    replies.get(wish.input.commandId)?.reply !== reply || !seqsOf.has(trace);
  const seqs = told.flatMap(({ person, trace }) => {
    const first = seqsOf.get(trace)?.[0];
    return first ? [{ person, seq: first.seq }] : [];
  });
  return {
    lost: told.filter(isLost).length,
    duplicated: told.filter(({ trace }) => (seqsOf.get(trace)?.length ?? 0) > 1).length,
    reordered: [...Map.groupBy(seqs, ({ person }) => person).values()]
      .map((own) => inversionsOf(own.map(({ seq }) => seq)))
      .reduce((sum, count) => sum + count, 0),
    broken: [
      ...wholeness(db),
      ...logFaults(events),
      ...stateFaults(db, events),
      ...replyFaults(replies, events),
    ],
  };
}

/** Names an event by what it happened to, so that an answer can be matched with it. */
function traceOf({ type, aggregate, body }: StoredEvent): string {
  // True because the store writes JSON of an object.
  const content = JSON.parse(body) as Readonly<Record<string, unknown>>;
  if (type === 'visit.checked-in') return `${type} ${String(content['ticket'])}`;
  if (type.startsWith('queue.')) return `${type} ${String(content['entryId'])}`;
  return `${type} ${aggregate}`;
}

function inversionsOf(seqs: readonly number[]): number {
  return seqs.filter((seq, index) => index > 0 && seq <= (seqs[index - 1] ?? 0)).length;
}

function wholeness(db: Db): readonly string[] {
  const integrity = db.pragma('integrity_check', { simple: true });
  const dangling = db.pragma('foreign_key_check');
  return [
    ...(integrity === 'ok' ? [] : [`integrity_check says ${String(integrity)}`]),
    ...(Array.isArray(dangling) && dangling.length === 0 ? [] : ['a reference leads nowhere']),
  ];
}

function logFaults(events: readonly StoredEvent[]): readonly string[] {
  const isGapFree = events.every(({ seq }, index) => seq === index + 1);
  const isUnique = new Set(events.map(({ id }) => id)).size === events.length;
  const isIntact = events.every(({ body, sha256 }) => hash('sha256', body) === sha256);
  return [
    ...(isGapFree ? [] : ['the log has a gap']),
    ...(isUnique ? [] : ['an event id is used twice']),
    ...(isIntact ? [] : ['an event is not what its hash says']),
  ];
}

/** Every visit, answer, call and queue entry is there for an event, and the other way round. */
function stateFaults(db: Db, events: readonly StoredEvent[]): readonly string[] {
  const idsIn = (sql: string): readonly string[] => db.prepare<[], string>(sql).pluck().all();
  const ofType = (type: string): readonly string[] =>
    events.filter((event) => event.type === type).map(({ aggregate }) => aggregate);
  const pairs: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['visits', idsIn("SELECT 'visit:' || id FROM visit"), ofType('visit.checked-in')],
    ['answers', idsIn("SELECT 'answer:' || id FROM answer"), ofType('feedback.given')],
    [
      'calls',
      idsIn(`SELECT 'visit:' || visit_id FROM call JOIN queue_entry ON queue_entry.id = entry_id`),
      ofType('queue.called'),
    ],
    ['queue entries', idsIn(STATUSES), statusesAfter(events)],
  ];
  return pairs
    .filter(([, state, log]) => state.toSorted().join() !== log.toSorted().join())
    .map(([what, state, log]) => `${what}: the state has ${state.length}, the log ${log.length}`);
}

/** Each queue entry with the status its events have brought it to. */
function statusesAfter(events: readonly StoredEvent[]): readonly string[] {
  const statuses = new Map<string, string>();
  for (const { type, body } of events) {
    const status = STATUS_AFTER[type];
    // True because each of these events holds the entry it is about.
    if (status) statuses.set((JSON.parse(body) as { readonly entryId: string }).entryId, status);
  }
  return [...statuses].map(([entryId, status]) => `${entryId} ${status}`);
}

type StoredReply = { readonly id: string; readonly name: string; readonly reply: string };

function repliesOf(db: Db): ReadonlyMap<string, StoredReply> {
  const rows = db
    .prepare<[], StoredReply>('SELECT command_id AS id, name, reply FROM command_reply')
    .all();
  return new Map(rows.map((row) => [row.id, row]));
}

/** An accepted command and its event are one transaction: there are as many of the one as of the other. */
function replyFaults(
  replies: ReadonlyMap<string, StoredReply>,
  events: readonly StoredEvent[],
): readonly string[] {
  const accepted = [...replies.values()].filter(({ reply }) => reply.startsWith('{"ok":true'));
  return Object.entries(EVENT_OF)
    .map(([name, type]) => ({
      name,
      said: accepted.filter((reply) => reply.name === name).length,
      done: events.filter((event) => event.type === type).length,
    }))
    .filter(({ said, done }) => said !== done)
    .map(({ name, said, done }) => `${name}: accepted ${said} times, done ${done} times`);
}

import { hash } from 'node:crypto';
import path from 'node:path';
import type { Db } from '../../db/open-database.ts';
import { checkDatabase, knownSchemaVersion } from '../check-database.ts';
import {
  attention,
  type Examined,
  failing,
  type Finding,
  ok,
  spanText,
  timeText,
} from './finding.ts';

/** How many of the newest events have their hashes worked out again; --deep takes all. */
const SAMPLE = 5_000;
const EVENTS_AT_ONCE = 1_000;
const RESTORE = 'Stop the server and restore a backup: foyer restore FILE --data FOLDER.';

/** Whether the database can be relied on; `events` beyond its numbers are in `checkHashes`. */
export function checkRecords({ db, now }: Pick<Examined, 'db' | 'now'>): readonly Finding[] {
  const { problems, schemaVersion, lastEvent } = checkDatabase(db);
  if (problems.length > 0) return [failing('database', problems.join('; '), RESTORE)];
  const known = knownSchemaVersion();
  const version =
    schemaVersion === known
      ? ok('version', `the database has version ${schemaVersion}, as this program`)
      : attention(
          'version',
          `the database has version ${schemaVersion}, this program ${known}`,
          'Start the server of this program once: it brings the database up to date.',
        );
  const journal = db.pragma('journal_mode', { simple: true });
  const last = lastEvent
    ? `the last of ${lastEvent.seq} events is of ${timeText(lastEvent.at)}, ${spanText(Math.abs(now - lastEvent.at))} ${lastEvent.at > now ? 'ahead' : 'ago'}`
    : 'no event has happened yet';
  return [
    ok(
      'database',
      `${path.basename(db.name)} is whole: pages, references and event numbers (${String(journal)})`,
    ),
    version,
    ok('events', last),
  ];
}

/** Whether the bodies of events still are what was hashed when they happened. */
export function checkHashes(db: Db, isDeep: boolean): Finding {
  const last = db
    .prepare<[], { readonly seq: number | null }>('SELECT max(seq) AS seq FROM event')
    .get();
  const lastSeq = last?.seq ?? 0;
  const from = isDeep ? 0 : Math.max(0, lastSeq - SAMPLE);
  const changed = firstChanged(db, from);
  return changed === null
    ? ok('hashes', `events ${from + 1} to ${lastSeq} are as they were written`)
    : failing('hashes', `event ${changed} is not as it was written`, RESTORE);
}

type Row = { readonly seq: number; readonly body: string; readonly sha256: string };

function firstChanged(db: Db, from: number): number | null {
  const page = db.prepare<[number, number], Row>(
    'SELECT seq, body, sha256 FROM event WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const confirmed = confirmedSeq(db);
  for (let after = from; ;) {
    const events = page.all(after, EVENTS_AT_ONCE);
    const wrong = events.find(
      ({ seq, body, sha256 }) =>
        hash('sha256', body) !== sha256 && !(body === '{}' && seq <= confirmed),
    );
    if (wrong) return wrong.seq;
    const last = events.at(-1);
    if (!last) return null;
    after = last.seq;
  }
}

/** Bodies up to here may have been emptied, because their retention is over. */
function confirmedSeq(db: Db): number {
  const row = db
    .prepare<[], { readonly seq: number | null }>('SELECT max(confirmed_seq) AS seq FROM delivery')
    .get();
  return row?.seq ?? 0;
}

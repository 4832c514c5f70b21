import type { Report } from '../../shared/contract/report.ts';
import type { Db } from '../db/open-database.ts';
import { instantsOf, type Span } from './span.ts';

type Asked = { readonly asked: number; readonly settled: number };

export const CONTACTS_SQL = `
  SELECT count(*) AS asked, count(closed_at) AS settled FROM contact_request
   WHERE asked_at >= ? AND asked_at < ?`;

export const TALKS_SQL = `
  SELECT count(*) AS asked, count(answered_at) AS settled FROM help
   WHERE kind = 'talk-now' AND asked_at >= ? AND asked_at < ?`;

/** How many asked to be contacted in the span, and how many of them are still waiting for it. */
export function readContacts(db: Db, span: Span, timeZone: string): Report['contacts'] {
  const { asked, settled } = readAsked(db, CONTACTS_SQL, instantsOf(span, timeZone));
  return { asked, open: asked - settled };
}

/** How many asked to talk to somebody before they left, and how many a person came to. */
export function readTalks(db: Db, span: Span, timeZone: string): Report['talks'] {
  const { asked, settled } = readAsked(db, TALKS_SQL, instantsOf(span, timeZone));
  return { asked, answered: settled };
}

function readAsked(
  db: Db,
  sql: string,
  { fromAt, beforeAt }: ReturnType<typeof instantsOf>,
): Asked {
  return db.prepare<[number, number], Asked>(sql).get(fromAt, beforeAt) ?? { asked: 0, settled: 0 };
}

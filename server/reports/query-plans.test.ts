import { expect, test } from 'vitest';
import { openMemoryDatabase } from '../db/open-database.ts';
import {
  FACE_COUNTS_SQL,
  REASON_COUNTS_SQL,
  UNHAPPY_WITH_REASON_SQL,
  WORDS_SQL,
} from './face-figures.ts';
import { CONTACTS_SQL, TALKS_SQL } from './put-right-figures.ts';
import { ANSWERS_SQL } from './report-csv.ts';
import { LEDGER_SQL } from './told-windows.ts';
import { VISIT_TIMES_SQL, WAITS_SQL } from './visit-times.ts';

const QUERIES = {
  FACE_COUNTS_SQL,
  REASON_COUNTS_SQL,
  UNHAPPY_WITH_REASON_SQL,
  WORDS_SQL,
  CONTACTS_SQL,
  TALKS_SQL,
  ANSWERS_SQL,
  WAITS_SQL,
  LEDGER_SQL,
  VISIT_TIMES_SQL,
};

test.each(Object.entries(QUERIES))('%s reads no table from end to end', (_name, sql) => {
  const db = openMemoryDatabase();
  const values = Array.from({ length: sql.split('?').length - 1 }, () => '');
  const plan = db
    .prepare<string[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...values)
    .map(({ detail }) => detail);

  expect(plan.some((step) => step.startsWith('SEARCH'))).toBe(true);
  // `reason` is the list inside one answer.
  expect(plan.filter((step) => /^SCAN (?!reason\b)/.test(step))).toEqual([]);
});

import { expect, test } from 'vitest';
import { at, recordCall, recordDays } from '../../tests/support/recorded-days.ts';
import { FIRST_CALLS_SQL } from '../db/promises.ts';
import type { PatientScore } from '../reports/promise-scores.ts';
import { PromiseTally } from './promise-tally.ts';

const DAY = '2026-11-18';

test('everybody called since the start is counted once, with what they were told first', () => {
  const days = recordDays();
  days.visit({ day: DAY, windowEndsAfter: 20, calledAfter: 30 });
  const scores: PatientScore[] = [];
  const tally = new PromiseTally(days.stores.promises, (score) => scores.push(score));
  const promise = { estimateMinutes: 15, simpleMinutes: 40 };
  const late = days.visit({ day: DAY, windowEndsAfter: 20, calledAfter: 24, promise });
  days.visit({ day: DAY, windowEndsAfter: 20 });

  tally.catchUp();
  recordCall(days.stores, late.entryId, at(DAY, '10:40'));
  tally.catchUp();

  expect(scores).toEqual([
    {
      entryId: late.entryId,
      day: DAY,
      serviceId: 'doctor',
      first: { outcome: 'late', lateMinutes: 4, widthMinutes: 20 },
      last: { outcome: 'late', lateMinutes: 4, widthMinutes: 20 },
      slips: 0,
      errors: { foyerMinutes: 9, simpleMinutes: 16 },
    },
  ]);
});

test('only the calls since then are looked at', () => {
  const { db } = recordDays();
  const plan = db
    .prepare<[number], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${FIRST_CALLS_SQL}`)
    .all(1)
    .map(({ detail }) => detail);

  expect(plan.filter((step) => /SCAN|B-TREE/.test(step))).toEqual([]);
});

import { expect, test } from 'vitest';
import { waiting } from '../../../tests/support/queue-builders.ts';
import type { VisitRecord } from '../../db/visit-records.ts';
import { encounterOf } from './encounter.ts';
import { namespaceOf } from './namespace.ts';
import { visitProgress } from './visit-progress.ts';

const TEN = Date.UTC(2026, 10, 21, 10, 0);
const MINUTE = 60_000;
const place = { namespace: namespaceOf('https://c.example/'), stationLabel: (id: string) => id };

function visit(...entries: readonly Partial<VisitRecord['entries'][number]>[]): VisitRecord {
  return {
    visitId: 'v1',
    ticket: 'K42',
    source: 'kiosk',
    checkedInAt: TEN,
    entries: entries.map((entry, index) => ({ ...waiting(), leg: index + 1, ...entry })),
    appointment: null,
  };
}

const seen = { status: 'done', startedAt: TEN + MINUTE, endedAt: TEN + 9 * MINUTE } as const;

test.for([
  ['who waits', visit({}), 'arrived', 'arrived'],
  ['who is held', visit({ status: 'held' }), 'arrived', 'arrived'],
  ['who is called', visit({ status: 'called', calledAt: TEN }), 'arrived', 'arrived'],
  ['who is inside', visit({ status: 'in-service', startedAt: TEN }), 'in-progress', 'checked-in'],
  ['who was seen and waits for the next', visit(seen, {}), 'in-progress', 'checked-in'],
  ['who was sent on unseen', visit({ status: 'done', endedAt: TEN }, {}), 'arrived', 'arrived'],
  ['who was seen', visit(seen), 'finished', 'fulfilled'],
  [
    'who was seen, and missed the next',
    visit(seen, { status: 'no-show' }),
    'finished',
    'fulfilled',
  ],
  ['who went home', visit({ status: 'left', endedAt: TEN }), 'cancelled', 'arrived'],
  ['who did not come', visit({ status: 'no-show', endedAt: TEN }), 'cancelled', 'noshow'],
] as const)('somebody %s', ([, record, encounter, appointment]) => {
  expect(visitProgress(record)).toMatchObject({ encounter, appointment });
});

test('after a clock was set back, no time ends before it began', () => {
  const { period, statusHistory, location } = encounterOf(
    visit({
      status: 'done',
      stationId: 'room-3',
      calledAt: TEN - 3 * MINUTE,
      startedAt: TEN - MINUTE,
      endedAt: TEN - 2 * MINUTE,
    }),
    null,
    place,
  );

  const periods = [period, ...(statusHistory ?? []), ...(location ?? [])].map((item) =>
    item && 'period' in item ? item.period : item,
  );
  expect(periods).toHaveLength(4);
  for (const one of periods) {
    const { start = '', end = '' } = JSON.parse(JSON.stringify(one)) as Record<string, string>;
    expect(Date.parse(end)).toBeGreaterThanOrEqual(Date.parse(start));
  }
});

import { expect, test } from 'vitest';
import { spanOf } from './span-choice.ts';

const NO_DATES = { fromDay: '', toDay: '' };

test('today is one day', () => {
  expect(spanOf('today', '2026-11-21', NO_DATES)).toEqual({
    fromDay: '2026-11-21',
    toDay: '2026-11-21',
  });
});

test.each([
  ['2026-11-16', '2026-11-16'],
  ['2026-11-21', '2026-11-16'],
  ['2026-11-22', '2026-11-16'],
  ['2026-03-01', '2026-02-23'],
])('the week of %s began on Monday %s', (today, monday) => {
  expect(spanOf('week', today, NO_DATES)).toEqual({ fromDay: monday, toDay: today });
});

test('the last 4 weeks are 28 days, also across a change of the clocks', () => {
  expect(spanOf('four-weeks', '2026-11-10', NO_DATES)).toEqual({
    fromDay: '2026-10-14',
    toDay: '2026-11-10',
  });
});

test('dates typed the wrong way round are swapped', () => {
  expect(spanOf('dates', '2026-11-21', { fromDay: '2026-11-20', toDay: '2026-11-02' })).toEqual({
    fromDay: '2026-11-02',
    toDay: '2026-11-20',
  });
});

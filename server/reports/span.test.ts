import { expect, test } from 'vitest';
import { answeredSpan, daysUpTo, instantsOf, weeksBefore } from './span.ts';

test('two days the wrong way round are swapped', () => {
  expect(answeredSpan({ fromDay: '2026-11-21', toDay: '2026-11-02' })).toEqual({
    fromDay: '2026-11-02',
    toDay: '2026-11-21',
  });
});

test('of a span longer than 400 days the last 400 are read', () => {
  expect(answeredSpan({ fromDay: '2020-01-01', toDay: '2026-11-21' })).toEqual({
    fromDay: '2025-10-18',
    toDay: '2026-11-21',
  });
});

test('a span is compared with the four weeks that end the day before it', () => {
  expect(weeksBefore({ fromDay: '2026-11-16', toDay: '2026-11-21' })).toEqual({
    fromDay: '2026-10-19',
    toDay: '2026-11-15',
  });
});

test('the last days of a span count its last day', () => {
  expect(daysUpTo({ fromDay: '2026-11-21', toDay: '2026-11-21' }, 35).fromDay).toBe('2026-10-18');
});

test('the day on which clocks go back has 25 hours', () => {
  const { fromAt, beforeAt } = instantsOf(
    { fromDay: '2026-10-25', toDay: '2026-10-25' },
    'Europe/Dublin',
  );

  expect((beforeAt - fromAt) / 3_600_000).toBe(25);
});

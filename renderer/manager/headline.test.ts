import { expect, test } from 'vitest';
import { aDay, aReport } from '../../tests/support/a-report.ts';
import { headlineOf } from './headline.ts';

test('a first morning has nothing to report', () => {
  expect(headlineOf(aReport())).toEqual([{ kind: 'nothing-yet' }]);
});

test('too few of everything is said as that', () => {
  expect(headlineOf(aReport({ visits: 12, answers: 9 }))).toEqual([{ kind: 'too-few' }]);
});

test('real changes are said, waits first', () => {
  expect(headlineOf(aReport({ waitChange: 'longer', goodChange: 'worse' }))).toEqual([
    { kind: 'waits-longer' },
    { kind: 'visits-worse' },
  ]);
  expect(headlineOf(aReport({ waitChange: 'shorter', goodChange: 'no-real-change' }))).toEqual([
    { kind: 'waits-shorter' },
  ]);
  expect(headlineOf(aReport({ waitChange: 'too-few', goodChange: 'better' }))).toEqual([
    { kind: 'visits-better' },
  ]);
});

test('a difference that is not real is no change, however large it looks', () => {
  const report = aReport({
    waitChange: 'no-real-change',
    goodChange: 'no-real-change',
    wait: { visits: 40, medianMinutes: 5, ninetiethMinutes: 50 },
    waitBefore: { visits: 40, medianMinutes: 25, ninetiethMinutes: 60 },
  });

  expect(headlineOf(report)).toEqual([{ kind: 'no-change' }]);
});

test('no change is claimed only of what could be compared', () => {
  expect(headlineOf(aReport({ waitChange: 'no-real-change' }))).toEqual([{ kind: 'waits-same' }]);
  expect(headlineOf(aReport({ goodChange: 'no-real-change' }))).toEqual([{ kind: 'visits-same' }]);
});

test('an unusual day of the span is named, one before it is not', () => {
  const days = [
    aDay({ day: '2026-11-12', isUnusual: true }),
    aDay({ day: '2026-11-17', isUnusual: true }),
    aDay({ day: '2026-11-18' }),
  ];

  expect(headlineOf(aReport({ days, waitChange: 'shorter' }))).toEqual([
    { kind: 'waits-shorter' },
    { kind: 'unusual-day', day: '2026-11-17' },
  ]);
});

test('several unusual days are counted', () => {
  const days = ['2026-11-17', '2026-11-18'].map((day) => aDay({ day, isUnusual: true }));

  expect(headlineOf(aReport({ days })).at(-1)).toEqual({ kind: 'unusual-days', count: 2 });
});

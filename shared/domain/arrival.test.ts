import { expect, test } from 'vitest';
import { NOON, noonPlus, POLICY } from '../../tests/support/queue-builders.ts';
import { judgeArrival } from './arrival.ts';

const RULES = { window: { opensMinutesBefore: 40, closesMinutesAfter: 30 }, policy: POLICY };

test.each([
  ['a moment before check-in opens', noonPlus(-40) - 1, 'too-early'],
  ['the moment check-in opens', noonPlus(-40), 'on-time'],
  ['the booked time', NOON, 'on-time'],
  ['the last moment of the grace', noonPlus(10), 'on-time'],
  ['a moment after the grace', noonPlus(10) + 1, 'late'],
  ['the moment check-in closes', noonPlus(30), 'late'],
  ['a moment after check-in closes', noonPlus(30) + 1, 'too-late'],
])('%s', (_, now, kind) => {
  expect(judgeArrival(NOON, now, RULES).kind).toBe(kind);
});

test('someone too early is told when check-in opens', () => {
  expect(judgeArrival(NOON, noonPlus(-90), RULES)).toEqual({
    kind: 'too-early',
    opensAt: noonPlus(-40),
  });
});

test('a window that closes before the grace is over wins: too late is too late', () => {
  const rules = { ...RULES, window: { opensMinutesBefore: 40, closesMinutesAfter: 5 } };
  expect(judgeArrival(NOON, noonPlus(6), rules)).toEqual({ kind: 'too-late' });
});

test('a window of no minutes is open at the booked time alone', () => {
  const rules = { ...RULES, window: { opensMinutesBefore: 0, closesMinutesAfter: 0 } };
  expect(judgeArrival(NOON, NOON, rules)).toEqual({ kind: 'on-time' });
});

import { expect, test } from 'vitest';
import { called, inService, noonPlus, waiting } from '../../../tests/support/queue-builders.ts';
import { minutesWithPatient, occupiedSinceAt } from './minutes-with-patient.ts';

test('the walk from the call to the room is part of the visit', () => {
  const entry = inService({ calledAt: noonPlus(0), startedAt: noonPlus(2) });
  expect(occupiedSinceAt(entry, noonPlus(10))).toBe(noonPlus(0));
});

test('a call made while the last patient was still inside does not count from the call', () => {
  const entry = inService({ calledAt: noonPlus(0), startedAt: noonPlus(12) });
  expect(occupiedSinceAt(entry, noonPlus(20))).toBe(noonPlus(9));
});

test('someone who does not come stays about to start', () => {
  expect(occupiedSinceAt(called(), noonPlus(2))).toBe(noonPlus(0));
  expect(occupiedSinceAt(called(), noonPlus(30))).toBe(noonPlus(27));
});

test('a finished visit took the minutes from the call to the end', () => {
  const done = inService({ status: 'done', startedAt: noonPlus(1), endedAt: noonPlus(16) });
  expect(minutesWithPatient(done)).toBe(16);
});

test.each([
  ['still inside', inService()],
  ['transferred before being seen', waiting({ status: 'done', endedAt: noonPlus(9) })],
  ['absent', called({ status: 'no-show', endedAt: noonPlus(9) })],
])('someone %s took no minutes that teach anything', (_, entry) => {
  expect(minutesWithPatient(entry)).toBeNull();
});

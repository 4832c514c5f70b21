import { expect, test } from 'vitest';
import { aDestination, NOON } from '../../tests/support/a-destination.ts';
import { destinationHealth, isListTooOld, needsAttention } from './upstream-health.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const list = { source: 'hub', label: 'City hub', succeededAt: NOON, problem: null };

test('a destination that has everything needs nobody', () => {
  expect(needsAttention(aDestination(), NOON)).toBe(false);
});

test.each(['behind', 'failing'] as const)(
  'one that is %s for a quarter of an hour is let be',
  (status) => {
    const state = aDestination({ status, waitingCount: 3, oldestWaitingAt: NOON });

    expect(needsAttention(state, NOON + 15 * MINUTE)).toBe(false);
    expect(needsAttention(state, NOON + 16 * MINUTE)).toBe(true);
  },
);

test('an event that was set aside needs somebody at once', () => {
  expect(needsAttention(aDestination({ setAsideCount: 1 }), NOON)).toBe(true);
});

test('a list is too old after half a day, whether or not the last attempt failed', () => {
  expect(isListTooOld({ ...list, problem: 'no answer' }, NOON + 12 * HOUR)).toBe(false);
  expect(isListTooOld(list, NOON + 12 * HOUR + 1)).toBe(true);
});

test('a list that has never come is a trouble only once asking for it has failed', () => {
  expect(isListTooOld({ ...list, succeededAt: null }, NOON)).toBe(false);
  expect(isListTooOld({ ...list, succeededAt: null, problem: 'no answer' }, NOON)).toBe(true);
});

test('health shows how many events were set aside, and nothing of what they are', () => {
  const setAside = {
    seq: 1,
    type: 'visit.checked-in',
    code: 'x',
    detail: 'y',
    ticket: 'K42',
    at: 0,
  };

  expect(destinationHealth(aDestination({ setAsideCount: 1, setAside: [setAside] }))).toEqual({
    destinationId: 'hub',
    kind: 'hub',
    label: 'City hub',
    status: 'ok',
    failure: null,
    lastSuccessAt: '2026-11-21T12:00:00.000Z',
    waitingCount: 0,
    oldestWaitingAt: null,
    setAsideCount: 1,
  });
});

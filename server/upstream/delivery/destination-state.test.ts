import { expect, test } from 'vitest';
import { BEGINS_AT } from '../../../tests/support/simulated-timing.ts';
import { type DeliverySeen, destinationState, isNews } from './destination-state.ts';

const HUB = { id: 'hub', kind: 'hub', label: 'Head office' } as const;
const WELL: DeliverySeen = {
  failure: null,
  lastSuccessAt: BEGINS_AT + 59_999,
  waitingCount: 0,
  waitedMs: 0,
  oldestWaitingAt: () => BEGINS_AT,
  setAsideCount: 0,
  setAside: [],
};
const ASIDE = { seq: 7, type: 't', code: 'c', detail: '', ticket: null, at: BEGINS_AT };

test('all is well: no counts, and the last success to the minute', () => {
  expect(destinationState(HUB, WELL)).toEqual({
    destinationId: 'hub',
    kind: 'hub',
    label: 'Head office',
    status: 'ok',
    failure: null,
    lastSuccessAt: BEGINS_AT,
    waitingCount: 0,
    oldestWaitingAt: null,
    setAsideCount: 0,
    setAside: [],
  });
});

test('something on its way for less than a minute is nothing to tell', () => {
  const state = destinationState(HUB, { ...WELL, waitingCount: 3, waitedMs: 60_000 });
  expect(state).toMatchObject({ status: 'ok', waitingCount: 0, oldestWaitingAt: null });
});

test('after a minute it is behind, with how much waits and since when', () => {
  const state = destinationState(HUB, { ...WELL, waitingCount: 3, waitedMs: 60_001 });
  expect(state).toMatchObject({ status: 'behind', waitingCount: 3, oldestWaitingAt: BEGINS_AT });
});

test('a failed attempt is told at once while something waits, and not when nothing does', () => {
  const failing = { ...WELL, failure: 'unreachable' as const };
  expect(destinationState(HUB, { ...failing, waitingCount: 1 })).toMatchObject({
    status: 'failing',
    failure: 'unreachable',
    waitingCount: 1,
  });
  expect(destinationState(HUB, failing)).toMatchObject({ status: 'ok', failure: null });
});

test('counts that run by are no news; another state, reason or event set aside is', () => {
  const behind = destinationState(HUB, { ...WELL, waitingCount: 900, waitedMs: 90_000 });
  expect(isNews(behind, { ...behind, waitingCount: 800, lastSuccessAt: BEGINS_AT + 60_000 })).toBe(
    false,
  );
  expect(isNews(behind, { ...behind, status: 'ok' })).toBe(true);
  expect(isNews(behind, { ...behind, failure: 'busy' })).toBe(true);
  expect(isNews(behind, { ...behind, setAsideCount: 1 })).toBe(true);
  expect(isNews({ ...behind, setAside: [ASIDE] }, { ...behind, setAside: [] })).toBe(true);
});

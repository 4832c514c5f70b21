import { expect, test } from 'vitest';
import { aDestination, NOON } from '../../tests/support/a-destination.ts';
import type {
  DestinationState,
  ScheduleSourceState,
} from '../../shared/contract/upstream-state.ts';
import { upstreamTrouble } from './upstream-trouble.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function list(change: Partial<ScheduleSourceState> = {}): ScheduleSourceState {
  return { source: 'hub', label: 'City hub', succeededAt: NOON, problem: null, ...change };
}

function troubleOf(
  destinations: readonly DestinationState[],
  scheduleSource: ScheduleSourceState | null = null,
  now = NOON,
) {
  return upstreamTrouble({ destinations, scheduleSource }, now);
}

test('nothing is shown while all is well, or nothing is sent anywhere', () => {
  expect(troubleOf([aDestination()], list())).toBeNull();
  expect(troubleOf([])).toBeNull();
});

test('a destination that fails for a moment is not worth a word', () => {
  const failing = aDestination({ status: 'failing', oldestWaitingAt: NOON });

  expect(troubleOf([failing], null, NOON + 2 * MINUTE)).toBeNull();
  expect(troubleOf([failing], null, NOON + 2 * MINUTE + 1)).toBe('behind');
});

test('one destination that is behind is enough, and comes before what was set aside', () => {
  const setAside = aDestination({ setAsideCount: 1 });
  const behind = aDestination({ status: 'behind', oldestWaitingAt: NOON - HOUR });

  expect(troubleOf([setAside])).toBe('set-aside');
  expect(troubleOf([setAside, behind])).toBe('behind');
});

test('a list is old half an hour after it could not be had, or half a day after the last one', () => {
  const missed = list({ problem: 'no answer' });

  expect(troubleOf([], missed, NOON + 30 * MINUTE)).toBeNull();
  expect(troubleOf([], missed, NOON + 31 * MINUTE)).toBe('list');
  expect(troubleOf([], list(), NOON + 12 * HOUR)).toBeNull();
  expect(troubleOf([], list(), NOON + 12 * HOUR + 1)).toBe('list');
});

test('a list that never came is a trouble once asking for it has failed', () => {
  expect(troubleOf([], list({ succeededAt: null }))).toBeNull();
  expect(troubleOf([], list({ succeededAt: null, problem: 'no answer' }))).toBe('list');
});

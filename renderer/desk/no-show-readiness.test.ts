import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { noShowReadiness } from './no-show-readiness.ts';

const NOON = 12 * 60 * MINUTE_MS;
const RULES = { calls: 2, pauseMinutes: 2 };

test('one call is not enough to say that somebody did not come', () => {
  const entry = { callCount: 1, lastCallAt: NOON - 20 * MINUTE_MS };

  expect(noShowReadiness(entry, RULES, NOON)).toEqual({ kind: 'call-again' });
});

test('after the second call there is a pause, and it says until when', () => {
  const entry = { callCount: 2, lastCallAt: NOON - MINUTE_MS };

  expect(noShowReadiness(entry, RULES, NOON)).toEqual({
    kind: 'wait-until',
    readyAt: NOON + MINUTE_MS,
  });
});

test('after the pause somebody can be marked as not come', () => {
  const entry = { callCount: 2, lastCallAt: NOON - 2 * MINUTE_MS };

  expect(noShowReadiness(entry, RULES, NOON)).toEqual({ kind: 'ready' });
});

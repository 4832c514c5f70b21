import { expect, test } from 'vitest';
import {
  FAILURE_MEMORY_MS,
  FAILURES_TO_GIVE_UP,
  FIRST_DELAY_MS,
  LONGEST_DELAY_MS,
  nextTry,
} from './back-off.ts';

const NOW = 1_000_000_000;

test('each failure waits twice as long as the one before, up to a limit', () => {
  const delays: number[] = [];
  let failures: readonly number[] = [];
  for (let count = 1; count < FAILURES_TO_GIVE_UP; count += 1) {
    const next = nextTry(failures, NOW);
    if (next.kind === 'give-up') break;
    delays.push(next.afterMs);
    failures = next.failures;
  }

  expect(delays).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000]);
  expect(Math.max(...delays)).toBeLessThanOrEqual(LONGEST_DELAY_MS);
});

test('the eighth failure within ten minutes is the last', () => {
  const earlier = Array.from({ length: 7 }, (_, index) => NOW - index * 60_000);

  expect(nextTry(earlier, NOW)).toEqual({ kind: 'give-up' });
  expect(nextTry(earlier.slice(1), NOW).kind).toBe('retry');
});

test('a failure of more than ten minutes ago is forgotten', () => {
  const earlier = Array.from({ length: 7 }, () => NOW - FAILURE_MEMORY_MS);

  expect(nextTry(earlier, NOW)).toEqual({
    kind: 'retry',
    afterMs: FIRST_DELAY_MS,
    failures: [NOW],
  });
});

test('failures from a time that the clock was set back from are forgotten', () => {
  const ahead = Array.from({ length: 7 }, () => NOW + 3_600_000);

  expect(nextTry(ahead, NOW)).toMatchObject({ kind: 'retry', failures: [NOW] });
});

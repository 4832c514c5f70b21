import { expect, test } from 'vitest';
import { MINUTE_MS } from '../shared/domain/time.ts';
import { onceAMinute } from './once-a-minute.ts';

test('an answer holds until the minute is over, also when it is nothing', () => {
  const asked: number[] = [];
  const answer = onceAMinute((now) => {
    asked.push(now);
    return null;
  });

  answer(10 * MINUTE_MS);
  answer(11 * MINUTE_MS - 1);
  answer(11 * MINUTE_MS);

  expect(asked).toEqual([10 * MINUTE_MS, 11 * MINUTE_MS]);
});

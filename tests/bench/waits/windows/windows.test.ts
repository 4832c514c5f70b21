import { expect, test } from 'vitest';
import { neverRaise, rawMedian } from './display-rule.ts';
import { ShownHistories } from './shown-histories.ts';
import type { ShownTimes } from './window-sums.ts';

const MINUTE = 60_000;

function window(fromMinute: number, toMinute: number): ShownTimes {
  return { fromAt: fromMinute * MINUTE, toAt: toMinute * MINUTE, hasEnd: true };
}

function known(minutes: number) {
  const quantiles = Array.from({ length: 19 }, () => minutes);
  return { kind: 'known', quantiles, position: 0 } as const;
}

test('ticks after a broken window count as later, and the slip and the broken first word once', () => {
  const histories = new ShownHistories(0);
  histories.note('v1', window(10, 20), true);
  histories.note('v1', window(10, 20), true);
  histories.note('v1', window(15, 30), true);
  histories.note('v1', null, true);

  expect(histories.sums(new Map([['v1', 24 * MINUTE]]))).toEqual({
    ticks: 4,
    shown: 3,
    later: 2,
    inside: 1,
    width: 35,
    withoutEnd: 0,
    patients: 1,
    slips: 1,
    slipMinutes: 10,
    promised: 1,
    firstBroken: 1,
  });
});

test('an end that flickers by no more than rounding does has not slipped, however often', () => {
  const histories = new ShownHistories(5);
  for (const end of [20, 25, 20, 25, 21]) histories.note('v1', window(end, end), false);

  expect(histories.sums(new Map([['v1', 0]])).slips).toBe(0);
});

test('small steps later add up to a slip', () => {
  const histories = new ShownHistories(5);
  for (const end of [20, 23, 26]) histories.note('v1', window(end, end), false);

  expect(histories.sums(new Map([['v1', 0]]))).toMatchObject({ slips: 1, slipMinutes: 6 });
});

test('who went home uncalled is in no figure', () => {
  const histories = new ShownHistories(0);
  histories.note('v1', window(10, 20), true);

  expect(histories.sums(new Map()).patients).toBe(0);
});

test('the raw median is rounded to five minutes and moves with every estimate', () => {
  expect(rawMedian(null, known(13), 0)).toEqual(window(15, 15));
  expect(rawMedian(window(15, 15), known(22), 10 * MINUTE)).toEqual(window(30, 30));
});

test('the calm countdown never moves its end later', () => {
  expect(neverRaise(window(15, 15), known(22), 10 * MINUTE)).toEqual(window(15, 15));
  expect(neverRaise(window(15, 15), known(2), 10 * MINUTE)).toEqual(window(10, 10));
});

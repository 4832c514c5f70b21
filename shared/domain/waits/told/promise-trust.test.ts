import { expect, test } from 'vitest';
import { type PromiseScore, trustFrom } from './promise-trust.ts';

/** So many scores, of which every so many is late; the late ones come first in each round. */
function scores(count: number, lateOf: number, each: number, serviceId = 'doctor') {
  return Array.from({ length: count }, (_, index): PromiseScore => ({
    serviceId,
    isLate: index % each < lateOf,
  }));
}

test('a clinic without a history is trusted', () => {
  expect(trustFrom([], 'doctor')).toBe('good');
});

test('fewer than 20 promises say nothing, however many were broken', () => {
  expect(trustFrom(scores(19, 1, 1), 'doctor')).toBe('good');
  expect(trustFrom(scores(20, 1, 1), 'doctor')).toBe('none');
});

test('one in ten late is what a window is made for', () => {
  expect(trustFrom(scores(240, 1, 10), 'doctor')).toBe('good');
});

test('windows get wider when clearly more than one in five is late', () => {
  // 19 of 60: the Wilson interval begins at 21 %. 18 of 60: at 19.9 %.
  expect(trustFrom([...scores(42, 0, 1), ...scores(18, 1, 1)], 'doctor')).toBe('good');
  expect(trustFrom([...scores(41, 0, 1), ...scores(19, 1, 1)], 'doctor')).toBe('wider');
});

test('they stay wider until less than 15 % of the last 60 are late', () => {
  const bad = [...scores(41, 0, 1), ...scores(19, 1, 1)];
  // The late ones are the last 19 before; of the last 60 then, 9 are 15 % and 8 are 13.3 %.
  expect(trustFrom([...bad, ...scores(51, 0, 1)], 'doctor')).toBe('wider');
  expect(trustFrom([...bad, ...scores(52, 0, 1)], 'doctor')).toBe('good');
});

test('nothing is told while clearly more than two in five are late, until windows are good again', () => {
  // 32 of 60: the Wilson interval begins at 40.9 %. 31: at 39.3 %.
  const bad = (late: number) => [...scores(60 - late, 0, 1), ...scores(late, 1, 1)];
  expect(trustFrom(bad(31), 'doctor')).toBe('wider');
  expect(trustFrom(bad(32), 'doctor')).toBe('none');
  // Of the last 60 then, 20 are 33.3 % and 19 are 31.7 %.
  expect(trustFrom([...bad(32), ...scores(40, 0, 1)], 'doctor')).toBe('none');
  expect(trustFrom([...bad(32), ...scores(41, 0, 1)], 'doctor')).toBe('wider');
  expect(trustFrom([...bad(32), ...scores(52, 0, 1)], 'doctor')).toBe('good');
});

test('a service is judged by its own promises once there are 30, before that by all', () => {
  const good = scores(100, 0, 1, 'nurse');
  expect(trustFrom([...good, ...scores(29, 1, 1)], 'doctor')).toBe('wider');
  expect(trustFrom([...good, ...scores(30, 1, 1)], 'doctor')).toBe('none');
  expect(trustFrom([...good, ...scores(30, 1, 1)], 'nurse')).toBe('good');
});

import { expect, test } from 'vitest';
import { heatLevel, heatTable } from './wait-heat.ts';

test('hours between the first and the last stay, with gaps where too few waited', () => {
  const monday9 = { weekday: 1, hour: 9, medianMinutes: 12, n: 20 };
  const friday11 = { weekday: 5, hour: 11, medianMinutes: 30, n: 14 };

  expect(heatTable([friday11, monday9])).toEqual({
    hours: [9, 10, 11],
    rows: [
      { weekday: 1, cells: [monday9, null, null] },
      { weekday: 5, cells: [null, null, friday11] },
    ],
  });
});

test('without enough visits there is no table', () => {
  expect(heatTable([])).toEqual({ hours: [], rows: [] });
});

test.each([
  [0, 0],
  [5, 0],
  [6, 1],
  [29, 4],
  [30, 5],
  [200, 5],
])('%i minutes are level %i', (minutes, level) => {
  expect(heatLevel(minutes)).toBe(level);
});

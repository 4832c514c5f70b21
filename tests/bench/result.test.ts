import { expect, test } from 'vitest';
import { choose, type FigurePlan, ratioOf, reaches, readingOf, tableOf } from './result.ts';

const PLAN: FigurePlan = {
  title: 'a change to the last screen',
  bar: { kind: 'at-most', ratio: 1.35 },
  metric: 'last',
  unit: 'ms',
  ours: 'Foyer',
  peer: 'ws',
  peerAgain: 'ws again',
};

function reading(ratio: number, control = 1) {
  return { ratio, control, medians: { Foyer: ratio * 10, ws: 10 } };
}

test('a reading takes its ratio and its control inside each round', () => {
  const rounds = [
    { Foyer: { last: 13 }, ws: { last: 10 }, 'ws again': { last: 11 } },
    { Foyer: { last: 26 }, ws: { last: 20 }, 'ws again': { last: 22 } },
  ];

  expect(readingOf(PLAN, rounds)).toEqual({
    ratio: 1.3,
    control: 1.1,
    medians: { Foyer: 19.5, ws: 15 },
  });
});

test('a start whose control is off is not counted when there are enough others', () => {
  const noisy = reading(9, 1.2);
  const figure = choose(PLAN, [reading(1.1), noisy, reading(1.3)], 2);

  expect(ratioOf(figure)).toBeCloseTo(1.2);
  expect(figure.discarded).toEqual([noisy]);
});

test('when too few starts were steady, the best of the others make up the number', () => {
  const worst = reading(9, 1.5);
  const figure = choose(PLAN, [worst, reading(1.1), reading(1.3, 0.9)], 2);

  expect(figure.readings).toEqual([reading(1.1), reading(1.3, 0.9)]);
  expect(figure.discarded).toEqual([worst]);
});

test('a bar is a limit from above or from below', () => {
  const atLeast: FigurePlan = { ...PLAN, bar: { kind: 'at-least', ratio: 5 } };

  expect(reaches(choose(PLAN, [reading(1.35)], 1))).toBe(true);
  expect(reaches(choose(PLAN, [reading(1.36)], 1))).toBe(false);
  expect(reaches(choose(atLeast, [reading(5)], 1))).toBe(true);
  expect(reaches(choose(atLeast, [reading(4.9)], 1))).toBe(false);
});

test('the table says so when a bar is missed or the machine was too noisy', () => {
  const table = tableOf([choose(PLAN, [reading(1.5, 1.2)], 1)]);

  expect(table).toContain('NO');
  expect(table).toContain('1.20–1.20 (!)');
  expect(table).toContain('Foyer 15.0 ms, ws 10.0 ms');
});

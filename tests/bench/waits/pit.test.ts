import { expect, test } from 'vitest';
import { pitDeciles } from './pit.ts';

const ONE_TO_NINETEEN = Array.from({ length: 19 }, (_, index) => index + 1);

test('a wait between the 60 % and the 65 % quantile lies in the seventh tenth', () => {
  expect(pitDeciles(ONE_TO_NINETEEN, 12.5)).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
});

test('a wait below the lowest quantile lies in the first tenth, one above the highest in the last', () => {
  expect(pitDeciles(ONE_TO_NINETEEN, 0)[0]).toBe(1);
  expect(pitDeciles(ONE_TO_NINETEEN, 30)[9]).toBe(1);
});

test('a wait that equals every quantile counts in equal parts for all ten tenths', () => {
  const atOnce = Array.from({ length: 19 }, () => 0);

  expect(pitDeciles(atOnce, 0).map((share) => share.toFixed(4))).toEqual(
    Array.from({ length: 10 }, () => '0.1000'),
  );
});

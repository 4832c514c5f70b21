import { expect, test } from 'vitest';
import { type CornerTaps, withTap } from './corner-taps.ts';

type Tap = { readonly x?: number; readonly y?: number; readonly at: number };

/** Which of the touches opened the staff page. */
function opened(taps: readonly Tap[]): readonly boolean[] {
  let counted: CornerTaps = [];
  return taps.map(({ x = 70, y = 70, at }) => {
    const next = withTap(counted, { x, y, at });
    counted = next.taps;
    return next.isComplete;
  });
}

test('the fifth touch in the corner within four seconds opens it', () => {
  expect(opened([0, 1000, 2000, 3000, 4000].map((at) => ({ at })))).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});

test('touches that take longer than four seconds do not open it', () => {
  expect(opened([0, 1000, 2000, 3000, 4001].map((at) => ({ at }))).some(Boolean)).toBe(false);
});

test('slow touches do not count, the five quick ones after them do', () => {
  const taps = [0, 3900, 4000, 4100, 4200, 4300].map((at) => ({ at }));

  expect(opened(taps).indexOf(true)).toBe(5);
});

test('a touch anywhere else starts the count anew', () => {
  const taps = [{ at: 1 }, { at: 2 }, { at: 3 }, { at: 4 }, { x: 500, y: 900, at: 5 }, { at: 6 }];

  expect(opened(taps).some(Boolean)).toBe(false);
});

test('the corner ends 140 pixels from the edges', () => {
  const five = (place: { readonly x: number; readonly y: number }): boolean =>
    opened([1, 2, 3, 4, 5].map((at) => ({ ...place, at }))).some(Boolean);

  expect(five({ x: 139, y: 139 })).toBe(true);
  expect(five({ x: 140, y: 10 })).toBe(false);
  expect(five({ x: 10, y: 140 })).toBe(false);
});

test('once it has opened, four touches more do not open it again', () => {
  const taps = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => ({ at }));

  expect(opened(taps).filter(Boolean)).toHaveLength(1);
});

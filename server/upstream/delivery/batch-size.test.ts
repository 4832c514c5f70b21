import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doubled, halved } from './batch-size.ts';

const size = fc.record({
  events: fc.integer({ min: 1, max: 1000 }),
  bytes: fc.integer({ min: 1024, max: 1_048_576 }),
});

test('what failed is tried with half as much', () => {
  expect(halved({ events: 101, bytes: 9_001 })).toEqual({ events: 50, bytes: 4_500 });
});

test('what went well is tried with twice as much, up to what the other side takes', () => {
  const most = { events: 100, bytes: 4_096 };
  expect(doubled({ events: 30, bytes: 1_500 }, most)).toEqual({ events: 60, bytes: 3_000 });
  expect(doubled({ events: 60, bytes: 3_000 }, most)).toEqual(most);
});

test('halving always leaves room for one event and comes down to one', () => {
  fc.assert(
    fc.property(size, (before) => {
      let after = before;
      for (let times = 0; times < 11; times += 1) after = halved(after);
      expect(after).toEqual({ events: 1, bytes: 1024 });
    }),
  );
});

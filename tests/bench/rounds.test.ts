import { expect, test } from 'vitest';
import { pairedRatio, pairedRounds, valuesOf } from './rounds.ts';

test('a ratio is taken inside each round, so a round that is slow for both changes nothing', () => {
  const rounds = [
    { ours: { ms: 12 }, peer: { ms: 10 } },
    { ours: { ms: 120 }, peer: { ms: 100 } },
    { ours: { ms: 26 }, peer: { ms: 20 } },
  ];

  expect(pairedRatio(rounds, 'ms', { over: 'ours', under: 'peer' })).toBe(1.2);
});

test('rounds without one of the two do not count', () => {
  const rounds = [
    { ours: { ms: 3 }, peer: { ms: 2 } },
    { ours: { other: 1 }, peer: { ms: 2 } },
  ];

  expect(pairedRatio(rounds, 'ms', { over: 'ours', under: 'peer' })).toBe(1.5);
  expect(valuesOf(rounds, 'ours', 'ms')).toEqual([3]);
});

test('every subject is measured once in each round', async () => {
  const measured: string[] = [];
  const rounds = await pairedRounds(3, ['a', 'b'], async (subject, round) => {
    measured.push(`${subject}${round}`);
    return { ms: round };
  });

  expect(measured.toSorted()).toEqual(['a0', 'a1', 'a2', 'b0', 'b1', 'b2']);
  expect(rounds.map((round) => round['a']?.['ms'])).toEqual([0, 1, 2]);
});

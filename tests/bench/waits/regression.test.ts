import { expect, test } from 'vitest';
import { runClinic } from './clinic-run.ts';
import { SUBJECTS } from './day-result.ts';
import { ALL } from './groups.ts';
import { PEER_NAMES } from './peers/peers.ts';
import { addUp, meansOf } from './scores.ts';

test('after eight days of a clinic Foyer is nearer to the best that can be said than to any peer', () => {
  const days = runClinic({
    scenario: 'base',
    seed: 3,
    historyDays: 8,
    testDays: 2,
    withWindows: true,
    paths: { foyer: 48, oracle: 100 },
  });
  const mae = (subject: string): number =>
    meansOf(addUp(days.flatMap(({ scores }) => scores[ALL]?.[subject] ?? []))).mae;
  const oracle = mae(SUBJECTS.oracle);
  const bestPeer = Math.min(...PEER_NAMES.map(mae));

  expect(days.map(({ asked, unknown }) => asked > 50 && unknown / asked < 0.02)).toEqual([
    true,
    true,
  ]);
  expect(mae(SUBJECTS.foyer)).toBeLessThan(1.25 * oracle);
  expect(mae(SUBJECTS.foyer)).toBeLessThan((oracle + bestPeer) / 2);
  expect(days[0]?.windows['Foyer']?.shown).toBeGreaterThan(0);
});

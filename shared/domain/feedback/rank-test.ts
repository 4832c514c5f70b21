/**
 * How far `now` lies from `before` by the Mann-Whitney rank test, in sigma: positive when `now` is
 * larger. Normal approximation with midranks, tie correction and continuity correction
 * (H. B. Mann and D. R. Whitney, Ann. Math. Stat. 18, 1947; ties: E. L. Lehmann, "Nonparametrics",
 * 1975, 1.4). Waits are skewed and have long tails, so ranks are compared, not means.
 */
export function mannWhitneyZ(before: readonly number[], now: readonly number[]): number {
  const all = before.length + now.length;
  const groups = tieGroups(before, now);
  let rankSum = 0;
  let ties = 0;
  let ranked = 0;
  for (const group of groups) {
    // Equal values share the middle of the ranks they take up together.
    rankSum += group.fromNow * (ranked + (group.size + 1) / 2);
    ties += group.size ** 3 - group.size;
    ranked += group.size;
  }
  const product = before.length * now.length;
  const variance = (product / 12) * (all + 1 - ties / (all * (all - 1)));
  if (!(variance > 0)) return 0;
  const u = rankSum - (now.length * (now.length + 1)) / 2;
  const distance = u - product / 2;
  const corrected = Math.sign(distance) * Math.max(0, Math.abs(distance) - 0.5);
  return corrected / Math.sqrt(variance);
}

type TieGroup = { value: number; size: number; fromNow: number };

function tieGroups(before: readonly number[], now: readonly number[]): readonly TieGroup[] {
  const values = [
    ...before.map((value) => ({ value, fromNow: 0 })),
    ...now.map((value) => ({ value, fromNow: 1 })),
  ].toSorted((a, b) => a.value - b.value);
  const groups: TieGroup[] = [];
  for (const { value, fromNow } of values) {
    const last = groups.at(-1);
    if (last?.value === value) {
      last.size += 1;
      last.fromNow += fromNow;
    } else {
      groups.push({ value, size: 1, fromNow });
    }
  }
  return groups;
}

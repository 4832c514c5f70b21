/** How often something happened out of how many cases, by name; weights fade. */
export type Counts = readonly (readonly [name: string, hits: number, total: number])[];

const FORGOTTEN_WEIGHT = 0.02;
const MOST_NAMES = 120;

export type Case = { readonly name: string; readonly isHit: boolean };

export function addToCounts(counts: Counts, cases: readonly Case[], fade: number): Counts {
  const sums = new Map<string, { hits: number; total: number }>();
  for (const [name, hits, total] of counts) {
    if (total * fade >= FORGOTTEN_WEIGHT)
      sums.set(name, { hits: hits * fade, total: total * fade });
  }
  for (const { name, isHit } of cases) {
    const { hits, total } = sums.get(name) ?? { hits: 0, total: 0 };
    sums.set(name, { hits: hits + (isHit ? 1 : 0), total: total + 1 });
  }
  return [...sums]
    .toSorted(([a, one], [b, other]) => other.total - one.total || (a < b ? -1 : 1))
    .slice(0, MOST_NAMES)
    .map(([name, { hits, total }]) => [name, hits, total] as const);
}

export function sumOf(counts: Counts): { readonly hits: number; readonly total: number } {
  return counts.reduce(
    (sum, [, hits, total]) => ({ hits: sum.hits + hits, total: sum.total + total }),
    { hits: 0, total: 0 },
  );
}

import type { EpochMs } from '../../time.ts';

/** How much of a day is folded in: a whole one when it is over, or as far as it has come. */
export type Extent = {
  /** What is left of the weight of everything learned before. */
  readonly fade: number;
  /** Only what was known at this instant; Infinity for a day that is over. */
  readonly untilAt: EpochMs;
};

export function isWholeDay({ untilAt }: Extent): boolean {
  return untilAt === Infinity;
}

/** A share from counts that fade, drawn towards `prior` as if seen in `priorWeight` cases. */
export function shrunkShare(
  cases: { readonly hits: number; readonly total: number },
  prior: number,
  priorWeight: number,
): number {
  return (cases.hits + prior * priorWeight) / (cases.total + priorWeight);
}

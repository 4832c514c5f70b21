import type { Batch } from './batch.ts';
import type { ItemOutcome } from './destination.ts';

/**
 * The outcomes an attempt's batch can be settled with, in the order of its events. Of the log only those
 * without a gap before them count, as one number says how far it is delivered: what comes after a gap is
 * sent again and is a duplicate then. An event told of twice counts as it was told first.
 */
export function outcomesThatCount(
  items: readonly ItemOutcome[],
  batch: Batch,
): readonly ItemOutcome[] {
  const bySeq = new Map(items.toReversed().map((item) => [item.seq, item]));
  const told = batch.events.map(({ seq }) => bySeq.get(seq));
  const gap = told.indexOf(undefined);
  const counting = batch.kind === 'log' && gap !== -1 ? told.slice(0, gap) : told;
  return counting.filter((item) => item !== undefined);
}

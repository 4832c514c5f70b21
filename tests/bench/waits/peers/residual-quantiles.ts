import { QUANTILE_LEVELS } from '../../../../shared/domain/waits/wait-estimate.ts';

export type Past = { readonly shown: number; readonly actual: number };

const BINS = 10;

type Bin = { readonly upTo: number; readonly offsets: readonly number[] };

/**
 * A distribution for a peer that shows one number: the quantiles of how far off it was when it showed
 * about as much before (split-conformal, in ten bins by the number shown). Null without a past: then
 * it has no distribution, and the number stands for all of it.
 */
export function residualQuantiles(
  past: readonly Past[],
): ((shown: number) => readonly number[]) | null {
  if (past.length < BINS * 2) return null;
  const sorted = past.toSorted((a, b) => a.shown - b.shown);
  const bins = Array.from({ length: BINS }, (_, bin): Bin => {
    const from = Math.floor((bin * sorted.length) / BINS);
    const rows = sorted.slice(from, Math.floor(((bin + 1) * sorted.length) / BINS));
    const errors = rows.map(({ shown, actual }) => actual - shown).toSorted((a, b) => a - b);
    const upTo = bin === BINS - 1 ? Infinity : (rows.at(-1)?.shown ?? Infinity);
    return { upTo, offsets: QUANTILE_LEVELS.map((level) => between(errors, level)) };
  });
  return (shown) => {
    const bin = bins.find(({ upTo }) => shown <= upTo);
    return (bin?.offsets ?? []).map((offset) => Math.max(0, shown + offset));
  };
}

/** The quantile of sorted values, between the two nearest. */
function between(sorted: readonly number[], level: number): number {
  const place = level * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

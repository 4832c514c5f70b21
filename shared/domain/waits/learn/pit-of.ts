import { QUANTILE_LEVELS } from '../wait-estimate.ts';

type PitContext = { readonly readLevels?: readonly number[] | null; readonly place?: number };

/**
 * At which level of an estimate the truth lay, 0 to 1: its probability integral transform. Over many
 * estimates that are right it is uniform. Between the quantiles it is linear; beyond the last, what is
 * left halves as fast as between the last two. `readLevels`: the levels at which the quantiles were
 * read off the simulated waits, so that the answer is about those and not about a correction of them.
 * `place`, 0 to 1: where in the levels of several quantiles that are all the truth (being called at once,
 * say) the answer lies; spread evenly over many, a sure thing that came true is uniform as well.
 */
export function pitOf(
  quantiles: readonly number[],
  minutes: number,
  { readLevels = null, place = 0.5 }: PitContext = {},
): number {
  const levels = readLevels ?? QUANTILE_LEVELS;
  const above = quantiles.findIndex((quantile) => quantile > minutes);
  const below = above < 0 ? quantiles.length - 1 : above - 1;
  // Of several equal quantiles none is nearer to the truth than another.
  const first = quantiles.indexOf(minutes);
  if (first >= 0) {
    const low = first === 0 && minutes === 0 ? 0 : at(levels, first);
    const high = above < 0 ? 1 : at(levels, below);
    return low + place * (high - low);
  }
  if (above < 0) return beyondLast(quantiles, minutes, levels);
  const low = below < 0 ? { minutes: 0, level: 0 } : pointAt(quantiles, levels, below);
  const high = pointAt(quantiles, levels, above);
  const share = Math.max(0, minutes - low.minutes) / (high.minutes - low.minutes);
  return low.level + share * (high.level - low.level);
}

function beyondLast(
  quantiles: readonly number[],
  minutes: number,
  levels: readonly number[],
): number {
  const last = pointAt(quantiles, levels, quantiles.length - 1);
  const before = pointAt(quantiles, levels, quantiles.length - 2);
  const step = last.minutes - before.minutes;
  if (step <= 0 || last.level >= 1) return (1 + last.level) / 2;
  const falls = Math.log((1 - before.level) / (1 - last.level)) / step;
  return 1 - (1 - last.level) * Math.exp(-falls * (minutes - last.minutes));
}

function pointAt(quantiles: readonly number[], levels: readonly number[], index: number) {
  return { minutes: at(quantiles, index), level: at(levels, index) };
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error(`an estimate has no quantile ${index}`);
  return value;
}

import type { Sample } from '../wait-law.ts';

export type Weighted = { readonly value: number; readonly weight: number };

/**
 * A weighted sample of any number of values in bounded room: bins that are narrow near zero and wider
 * the further out, ascending, each with its weight and the weighted total of its values.
 */
export type BinnedSample = readonly (readonly [bin: number, weight: number, total: number])[];

/** Bins of 0.13 near zero, of a sixteenth of the value far from it. */
const BINS_PER_UNIT = 16;
const NEAR_ZERO = 2;
/** Weights below this say nothing any more. */
const FORGOTTEN_WEIGHT = 0.01;

export function addToSample(
  sample: BinnedSample,
  values: readonly Weighted[],
  fade: number,
): BinnedSample {
  const bins = new Map<number, { weight: number; total: number }>();
  for (const [bin, weight, total] of sample) {
    if (weight * fade >= FORGOTTEN_WEIGHT)
      bins.set(bin, { weight: weight * fade, total: total * fade });
  }
  for (const { value, weight } of values) {
    const bin = Math.round(Math.asinh(value / NEAR_ZERO) * BINS_PER_UNIT);
    const content = bins.get(bin) ?? { weight: 0, total: 0 };
    bins.set(bin, { weight: content.weight + weight, total: content.total + weight * value });
  }
  return [...bins]
    .toSorted(([a], [b]) => a - b)
    .map(([bin, { weight, total }]) => [bin, weight, total] as const);
}

export function weightedValues(sample: BinnedSample): Weighted[] {
  return sample.map(([, weight, total]) => ({ value: total / weight, weight }));
}

export function onceEach(values: readonly number[]): Weighted[] {
  return values.map((value) => ({ value, weight: 1 }));
}

export function meanOf(values: readonly Weighted[]): number {
  let weights = 0;
  let total = 0;
  for (const { value, weight } of values) {
    weights += weight;
    total += weight * value;
  }
  return total / weights;
}

/**
 * `count` equally likely values, ascending: the mean of each slice of the distribution, so that the
 * mean of the whole is kept and a rare long one keeps its share of it. `values` must not be empty.
 */
export function equallyLikely(values: readonly Weighted[], count: number): Sample {
  const ordered = values.toSorted((a, b) => a.value - b.value);
  const slice = ordered.reduce((sum, { weight }) => sum + weight, 0) / count;
  const means: number[] = [];
  let room = slice;
  let total = 0;
  for (const { value, weight } of ordered) {
    let left = weight;
    while (left >= room && means.length < count - 1) {
      means.push((total + room * value) / slice);
      left -= room;
      room = slice;
      total = 0;
    }
    room -= left;
    total += left * value;
  }
  // The last slice is what is left: by its own weight, as rounding errors gather in it.
  const rest = slice - room;
  means.push(rest > slice / 2 ? total / rest : (ordered.at(-1)?.value ?? 0));
  return inOrder(means);
}

/** Values equal but for rounding may come out in the wrong order. */
function inOrder(values: readonly number[]): Sample {
  let highest = -Infinity;
  return values.map((value) => {
    highest = Math.max(highest, value);
    return highest;
  });
}

const TAIL_VALUES = 4;
/** Weighed against the few dozen values that are known. */
const TAIL_WEIGHT = 0.25;

/**
 * What is left of something that has lasted `elapsed` minutes and is as long as `values` say: never
 * empty, as even what lasts longer than anything known ends some time.
 */
export function remainingAfter(
  values: readonly Weighted[],
  elapsed: number,
  least: number,
): Weighted[] {
  const left = values
    .filter(({ value }) => value > elapsed)
    .map(({ value, weight }) => ({ value: Math.max(least, value - elapsed), weight }));
  // Some last longer than anything known: then as long again is as likely as not.
  const longest = values.reduce((most, { value }) => Math.max(most, value), elapsed);
  const typical = Math.max(5, elapsed / 2);
  for (let index = 0; index < TAIL_VALUES; index += 1) {
    const beyond = -Math.log(1 - (index + 0.5) / TAIL_VALUES) * typical;
    const value = Math.max(least, longest - elapsed + beyond);
    left.push({ value, weight: TAIL_WEIGHT / TAIL_VALUES });
  }
  return left;
}

import type { Sample } from '../wait-law.ts';

/** The mean and the variance of a sample. */
export function momentsOf(sample: Sample): { readonly mean: number; readonly variance: number } {
  const mean = meanOfSample(sample);
  const squares = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / sample.length };
}

function meanOfSample(sample: Sample): number {
  return sample.reduce((sum, value) => sum + value, 0) / sample.length;
}

/** The value at a level from 0 to 1; every value of the sample is as likely as any other. */
export function valueAt(sample: Sample, share: number): number {
  const index = Math.min(Math.floor(share * sample.length), sample.length - 1);
  return sample[Math.max(index, 0)] ?? 0;
}

/** What follows of a quantity that is known to be above `least`. */
export type Rest = {
  /** The values of the sample that are still possible. */
  readonly values: Sample;
  readonly least: number;
  /** Beyond the sample what is left is exponential, of this mean. */
  readonly tailMean: number;
};

/** How far the sample says something lasts on that has lasted `least` already. */
export function restAbove(sample: Sample, least: number): Rest {
  const values = sample.filter((value) => value > least);
  if (values.length > 0) return { values, least, tailMean: 0 };
  const longest = sample.slice(-Math.ceil(sample.length / 10));
  const excess = meanOfSample(longest) - (longest[0] ?? 0);
  return { values, least, tailMean: Math.max(excess, meanOfSample(sample), 0) };
}

/** What is left at a level from 0 to 1. */
export function restAt({ values, least, tailMean }: Rest, share: number): number {
  if (values.length === 0) return -Math.log1p(-share) * tailMean;
  return valueAt(values, share) - least;
}

export function restMoments(rest: Rest): { readonly mean: number; readonly variance: number } {
  if (rest.values.length === 0) return { mean: rest.tailMean, variance: rest.tailMean ** 2 };
  const { mean, variance } = momentsOf(rest.values);
  return { mean: mean - rest.least, variance };
}

/** The share of a sample below `value`, with straight lines between its values. */
export function shareBelow(sample: Sample, value: number): number {
  const last = sample.length - 1;
  if (value < (sample[0] ?? 0)) return 0;
  if (value >= (sample[last] ?? 0)) return 1;
  const after = sample.findIndex((each) => each > value);
  const [from, to] = [sample[after - 1] ?? 0, sample[after] ?? 0];
  return (after - 1 + (value - from) / (to - from)) / last;
}

/** The value that a share of the sample is below: the inverse of `shareBelow`. */
export function valueBetween(sample: Sample, share: number): number {
  const place = share * (sample.length - 1);
  const index = Math.floor(place);
  const from = sample[index] ?? 0;
  const to = sample[index + 1] ?? from;
  return from + (place - index) * (to - from);
}

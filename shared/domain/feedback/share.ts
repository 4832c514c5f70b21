import { wilsonInterval } from './wilson.ts';

// UX 4.1: under 10 answers nothing is said, under 30 only the counts.
export const COUNTS_FROM = 10;
export const PERCENT_FROM = 30;

/** A share with its Wilson 95 % interval in whole per cent, or why there is none. */
export type Share =
  | { readonly kind: 'none'; readonly n: number }
  | { readonly kind: 'counts'; readonly count: number; readonly n: number }
  | {
      readonly kind: 'share';
      readonly count: number;
      readonly n: number;
      readonly percent: number;
      readonly lowPercent: number;
      readonly highPercent: number;
    };

/** Says as much about `count` of `n` as so many answers allow (UX 4.1). */
export function shareOf(count: number, n: number): Share {
  if (n < COUNTS_FROM) return { kind: 'none', n };
  if (n < PERCENT_FROM) return { kind: 'counts', count, n };
  const { low, high } = wilsonInterval(count, n);
  return {
    kind: 'share',
    count,
    n,
    percent: Math.round((count / n) * 100),
    lowPercent: Math.round(low * 100),
    highPercent: Math.round(high * 100),
  };
}

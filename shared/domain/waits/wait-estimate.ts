/** The levels of every estimate: 5 % to 95 % in steps of 5, nineteen of them. */
export const QUANTILE_LEVELS: readonly number[] = Array.from(
  { length: 19 },
  (_, index) => (index + 1) * 0.05,
);

export type UnknownWaitReason =
  /** No open station serves them, and none is due back. */
  | 'nobody-serving'
  /** On hold: staff decide when they go on. */
  | 'held';

/** Minutes until called, as quantiles at `QUANTILE_LEVELS`, or unknown with a reason. */
export type WaitEstimate =
  | { readonly kind: 'known'; readonly quantiles: readonly number[]; readonly position: number }
  | { readonly kind: 'unknown'; readonly reason: UnknownWaitReason };

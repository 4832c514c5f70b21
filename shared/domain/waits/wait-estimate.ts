/** The levels of every estimate: 5 % to 95 % in steps of 5, nineteen of them. */
export const QUANTILE_LEVELS: readonly number[] = Array.from(
  { length: 19 },
  (_, index) => (index + 1) * 0.05,
);

export type UnknownWaitReason =
  /** No open station serves them, and none is due to open or back. */
  | 'nobody-serving'
  /** On hold: staff decide when they go on. */
  | 'held';

/** Minutes until called, as quantiles at `QUANTILE_LEVELS`, or unknown with a reason. */
export type WaitEstimate =
  | {
      readonly kind: 'known';
      readonly quantiles: readonly number[];
      /** How many of those waiting come before them in the order and may be called where they may. */
      readonly position: number;
    }
  | { readonly kind: 'unknown'; readonly reason: UnknownWaitReason };

/** By the id of the queue entry; everybody waiting or held has one. */
export type WaitEstimates = ReadonlyMap<string, WaitEstimate>;

/** What somebody's wait is made of, by the means alone. */
export type WaitExplanation = {
  /** Who will call them, as things stand; null: nobody. */
  readonly stationId: string | null;
  /** What that station does now. */
  readonly stationIs: 'free' | 'busy' | 'paused' | 'not-open' | null;
  /** Minutes until it is done with whoever is there or comes back. */
  readonly freeInMinutes: number;
  /** Those waiting whom it calls before them, in that order, with the minutes each takes it. */
  readonly before: readonly { readonly entryId: string; readonly minutes: number }[];
  /** Minutes of breaks before their turn. */
  readonly breakMinutes: number;
};

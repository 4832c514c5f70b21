import type { ShownWait } from '../../shared/domain/waits/told/shown-wait.ts';
import type { Slip } from '../../shared/domain/waits/told/slip-reason.ts';

/**
 * What one person in a queue is told of their wait: the same on every screen. Of a `ToldWait`, made by
 * `tellWait`, it is the part that screens draw: `shownOf` its window, its position and its slip.
 */
export type WaitTold = {
  readonly shown: ShownWait;
  /** How many will be called before them under the present rule; null when unknown. */
  readonly position: number | null;
  readonly slip: Slip | null;
};

/** Where snapshots and confirmations look up what people are told. */
export type WaitsTold = { readonly of: (entryId: string) => WaitTold | null };

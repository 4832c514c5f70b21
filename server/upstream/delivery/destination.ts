import type { StoredEvent } from '../../db/events.ts';
import type { Digest } from '../../../shared/contract/sync-wire.ts';

/** What became of one event at a destination, once it is settled there. */
export type ItemOutcome = {
  readonly seq: number;
  /**
   * - `done`: it has its effect there, whether now or at an earlier try, or needs none.
   * - `quarantined`: it can have no effect there as it is; staff are shown why and can try again.
   * - `refused`: the destination will not even keep it.
   */
  readonly kind: 'done' | 'quarantined' | 'refused';
  /** A closed code for staff and statistics, such as "unknown-service"; empty when done. */
  readonly code: string;
  /** For IT. Never a patient's name. */
  readonly detail: string;
};

/** What an attempt to deliver a batch came to. */
export type Attempt =
  /** Outcomes of some of the batch; what is missing from it stays to be delivered. */
  | {
      readonly kind: 'answered';
      readonly items: readonly ItemOutcome[];
      readonly mostEvents?: number;
      readonly mostBytes?: number;
      readonly pauseMs?: number;
    }
  /** The line or the other side is down: wait and try again, for ever. */
  | {
      readonly kind: 'failed';
      readonly failure: 'unreachable' | 'no-answer' | 'not-understood' | 'busy' | 'server-error';
      /** What the other side asks us to wait at least, or null. */
      readonly retryAfterMs: number | null;
      readonly detail: string;
    }
  /** 401, 403: keep everything and try again slowly. */
  | { readonly kind: 'not-allowed'; readonly detail: string }
  /** 404, 405, 410, 426, 501: something is wrong in the settings; keep everything, try again slowly. */
  | { readonly kind: 'misconfigured'; readonly detail: string }
  /** 413. */
  | { readonly kind: 'too-large'; readonly detail: string }
  /** 400, 422 for all of it. */
  | { readonly kind: 'refused-whole'; readonly code: string; readonly detail: string }
  /** 409: our log was set back; it must go on under a new stream. */
  | { readonly kind: 'rolled-back'; readonly detail: string };

/** What comes with a batch. */
export type BatchContext = {
  /** The stream of these events: a batch never spans two. */
  readonly stream: string;
  readonly baseSeq: number;
  /** How many events are still to come after these. */
  readonly backlog: number;
  /** Ends the attempt: its deadline has passed, or the server stops. */
  readonly signal: AbortSignal;
};

/**
 * An upstream. It holds nothing that must not be lost: what was delivered is kept by the delivery
 * engine, and `deliver` may be called again with the same events at any time, in the same order.
 */
export type Destination = {
  readonly id: string;
  readonly kind: 'hub' | 'fhir' | 'hl7';
  readonly label: string;
  /** The types of events it takes; all others are passed over. */
  readonly wants: (eventType: string) => boolean;
  readonly mostEvents: number;
  readonly mostBytes: number;
  /** How long one attempt may take in all. */
  readonly deadlineMs: number;
  /** Never rejects for what the other side or the line does: that is an `Attempt`. */
  readonly deliver: (events: readonly StoredEvent[], context: BatchContext) => Promise<Attempt>;
  /** For a destination that can show what it holds. Rejects when it cannot be reached. */
  readonly digest?: (
    range: { readonly stream: string; readonly from: number; readonly to: number },
    signal: AbortSignal,
  ) => Promise<Digest>;
  readonly close: () => Promise<void>;
};

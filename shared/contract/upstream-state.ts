import type { EpochMs } from '../domain/time.ts';

/** Why nothing can be delivered to an upstream now. Each has its words in the desk's catalogue. */
export const DELIVERY_FAILURES = [
  'unreachable',
  'no-answer',
  'not-understood',
  'busy',
  'server-error',
  'not-allowed',
  'misconfigured',
  'too-large',
  'refused-whole',
  'rolled-back',
] as const;
export type DeliveryFailure = (typeof DELIVERY_FAILURES)[number];

/** How a destination is, as the desk, `/health` and the maintenance page show it. */
export type DestinationState = {
  readonly destinationId: string;
  readonly kind: 'hub' | 'fhir' | 'hl7';
  readonly label: string;
  /**
   * - `ok`: what happens here is there within a minute.
   * - `behind`: something has waited longer than that, and is on its way.
   * - `failing`: the last attempt failed, and something is waiting.
   */
  readonly status: 'ok' | 'behind' | 'failing';
  readonly failure: DeliveryFailure | null;
  /** To the minute, so that screens are not sent one that differs in nothing else. */
  readonly lastSuccessAt: EpochMs | null;
  /** 0 and null while all is well. */
  readonly waitingCount: number;
  readonly oldestWaitingAt: EpochMs | null;
  /** Events that can have no effect there as they are; nothing waits for them. */
  readonly setAsideCount: number;
  /** The newest of them. */
  readonly setAside: readonly SetAsideEvent[];
};

export type SetAsideEvent = {
  readonly seq: number;
  readonly type: string;
  readonly code: string;
  readonly detail: string;
  readonly ticket: string | null;
  readonly at: EpochMs;
};

/** Where the list of appointments comes from by itself, and how old it is. */
export type ScheduleSourceState = {
  readonly source: string;
  readonly label: string;
  readonly succeededAt: EpochMs | null;
  /** Why the last attempt was no good, in words for IT; null when it was good. */
  readonly problem: string | null;
};

export const CONFLICT_KINDS = ['cancelled', 'absent', 'no-show', 'moved'] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** The hospital's list disagrees with what has begun here. Nothing was taken away; the desk decides. */
export type DeskConflict = {
  readonly conflictId: string;
  readonly kind: ConflictKind;
  readonly ticket: string;
  readonly name: string | null;
  /** The entry where the patient is now, when it is still open. */
  readonly entryId: string | null;
  /** For `moved`: what the list says now. */
  readonly nowStartAt: EpochMs | null;
  readonly nowServiceId: string | null;
  readonly nowProviderId: string | null;
  readonly seenAt: EpochMs;
};

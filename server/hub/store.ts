import type { WireAppointment } from '../../shared/contract/sync-wire.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Fact } from './facts.ts';
import type { JudgedItem } from './judge-item.ts';
import type { ItemStatus } from './settle.ts';

/** What a clinic sent in one request, each item judged. No number and no id comes twice in it. */
export type PushBatch = {
  readonly clinicId: string;
  readonly stream: string;
  readonly baseSeq: number;
  readonly backlog: number;
  readonly receivedAt: EpochMs;
  readonly items: readonly JudgedItem[];
};

export type PushOutcome =
  /** All of it is committed. */
  | { readonly kind: 'taken'; readonly statuses: readonly ItemStatus[] }
  /** The stream belongs to another clinic. Nothing was taken. */
  | { readonly kind: 'of-another-clinic' }
  /** This number is bound to another event, or its event to other bytes. Nothing was taken. */
  | { readonly kind: 'rolled-back'; readonly seq: number };

export type SeqRange = { readonly from: number; readonly to: number };

/** What is held of a range of a stream, as the wire's `Digest` says it. */
export type HeldRange = {
  readonly count: number;
  readonly sha256: string;
  readonly lastSeq: number;
};

export type ClinicState = {
  readonly clinicId: string;
  readonly lastHeardAt: EpochMs | null;
  readonly backlog: number;
  readonly streams: number;
  readonly quarantined: number;
  /** Counts up with everything that is taken: while it stays, so do the figures. */
  readonly taken: number;
  /** When a set-back or copied disk was last noticed. */
  readonly rollbackAt: EpochMs | null;
};

export type ScheduleDay = {
  readonly day: string;
  readonly appointments: readonly WireAppointment[];
};

/** The complete lists of some days. `asOf` goes up with every change to any day of the clinic. */
export type StoredSchedule = { readonly asOf: number; readonly days: readonly ScheduleDay[] };

/** Days of a clinic, both included, such as "2026-11-21". */
export type DayRange = { readonly fromDay: string; readonly toDay: string };

/**
 * What the hub holds. A promise that resolves is a commit that survives a power cut; one that rejects
 * with `StoreBusy` left nothing behind and may be tried again.
 */
export type HubStore = {
  /** Takes a batch in one transaction, or nothing of it. */
  readonly push: (batch: PushBatch) => Promise<PushOutcome>;
  /** Null when the stream belongs to another clinic. A stream that was never heard of is empty. */
  readonly held: (clinicId: string, stream: string, range: SeqRange) => Promise<HeldRange | null>;
  /** The clinic asked for something: it is alive, although it had nothing to send. */
  readonly heard: (clinicId: string, at: EpochMs) => Promise<void>;
  /** Replaces the complete list of a day; gives the schedule's new `asOf`. */
  readonly putSchedule: (clinicId: string, day: ScheduleDay, at: EpochMs) => Promise<number>;
  readonly schedule: (clinicId: string, days: DayRange) => Promise<StoredSchedule>;
  /** Forgets the lists of days before this one: they hold names. */
  readonly forgetSchedules: (beforeDay: string) => Promise<void>;
  readonly states: () => Promise<readonly ClinicState[]>;
  /** What happened on these days, oldest first as the clinic's own log has it. */
  readonly facts: (clinicId: string, days: DayRange) => Promise<readonly Fact[]>;
  /** Rejects when the database does not answer. */
  readonly check: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The database is down, overloaded or restarting. */
export class StoreBusy extends Error {
  /** For logs and for whoever starts the hub. */
  readonly reason: string;

  constructor(cause: unknown) {
    super('the database cannot take it now', { cause });
    this.reason = reasonOf(cause);
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // A name that stands for two addresses fails with both, and with no words of its own.
  if (cause instanceof AggregateError && cause.message === '') {
    return cause.errors.map((error) => reasonOf(error)).join('; ');
  }
  return cause.message;
}

import type { EntryStatus, StationStatus } from '../../queue-entry.ts';
import type { EpochMs } from '../../time.ts';
import type { RecordedSettings } from './recorded-event.ts';

/** One visit's time in one service's queue, as the log of its day tells it. */
export type LegRecord = {
  /** The visit's id for its first leg, "visit#2" for its second. */
  readonly entryId: string;
  readonly visitId: string;
  readonly leg: number;
  readonly serviceId: string;
  readonly visitType: string | null;
  /** The minutes it was booked for, if the booking said so. */
  readonly bookedMinutes: number | null;
  /** Only this provider may see them; null: any. */
  readonly providerId: string | null;
  readonly appointmentAt: EpochMs | null;
  readonly priority: number;
  readonly queuedAt: EpochMs;
  readonly dueAt: EpochMs;
  readonly overtakenCount: number;
  readonly status: EntryStatus;
  readonly stationId: string | null;
  readonly seenByProviderId: string | null;
  readonly calledAt: EpochMs | null;
  readonly startedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  /** How the end of a seen visit is known: a tap, or only that the station called somebody else. */
  readonly endedBy: 'finish' | 'next-call' | 'closing' | null;
  /**
   * When its station was free for this call: the end of the one before. Null for its first, and when
   * that end is not known apart from this call, or the one before did not come.
   */
  readonly stationFreeAt: EpochMs | null;
  /**
   * Whether it was already waiting when its station became free, and could be called there from then
   * on: then the gap is all turnover.
   */
  readonly waitedAtFree: boolean;
  /** Whether the rule of the queue would have called them then; null when never called. */
  readonly wasInTurn: boolean | null;
  /** The same if nobody were protected from being passed over: how the bound itself is learned. */
  readonly wasInTurnUnbounded: boolean | null;
};

export type BookingRecord = {
  readonly visitId: string;
  readonly serviceId: string;
  readonly providerId: string | null;
  readonly visitType: string | null;
  readonly minutes: number | null;
  readonly startAt: EpochMs;
  readonly cancelledAt: EpochMs | null;
  readonly checkedInAt: EpochMs | null;
};

export type PauseRecord = {
  readonly fromAt: EpochMs;
  /** When staff said they would be back. */
  readonly untilAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
};

export type StationRecord = {
  readonly stationId: string;
  readonly serviceIds: readonly string[];
  readonly status: StationStatus;
  readonly providerId: string | null;
  readonly sinceAt: EpochMs;
  readonly untilAt: EpochMs | null;
  /** First opened today, and closed for good (null while it is not). */
  readonly openedAt: EpochMs | null;
  readonly closedAt: EpochMs | null;
  readonly pauses: readonly PauseRecord[];
  /** When its last patient of today was done, while nobody is called or inside. */
  readonly freeSinceAt: EpochMs | null;
  /** What staff said last about being late, if it is newer than the station's last call. */
  readonly notice: { readonly at: EpochMs; readonly minutes: number } | null;
};

/** One day of a clinic, as far as its log has come. */
export type DayRecord = {
  /** Days since 1970-01-01 of the clinic's own calendar. */
  readonly dayNumber: number;
  readonly utcOffsetMinutes: number;
  readonly settings: RecordedSettings;
  readonly legs: readonly LegRecord[];
  readonly bookings: readonly BookingRecord[];
  readonly stations: readonly StationRecord[];
};

import type { QueuePolicy } from '../clinic.ts';
import type { QueueEntry, StationState } from '../queue-entry.ts';
import type { EpochMs } from '../time.ts';

/** Somebody in a queue, with what is known of how long they will take. */
export type SceneEntry = QueueEntry & {
  readonly visitType: string | null;
  readonly bookedMinutes: number | null;
};

export type SceneStation = StationState & {
  /** When its last patient of today was done, while nobody is called or inside; null: of nobody yet. */
  readonly freeSinceAt: EpochMs | null;
};

/** Booked for today, not cancelled, and not here yet. */
export type ExpectedVisit = {
  readonly visitId: string;
  readonly serviceId: string;
  readonly providerId: string | null;
  readonly visitType: string | null;
  readonly bookedMinutes: number | null;
  readonly startAt: EpochMs;
};

/** A clinic at one instant: all that the wait of anybody depends on, but for what was learned. */
export type WaitScene = {
  readonly now: EpochMs;
  /** Everybody waiting, called, inside or held. */
  readonly entries: readonly SceneEntry[];
  readonly stations: readonly SceneStation[];
  readonly expected: readonly ExpectedVisit[];
  readonly policy: QueuePolicy;
};

import type { Appointment } from '../../db/appointments.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';

/** An appointment as a sender lists it; the one it becomes here has an id of ours. */
export type ListedAppointment = Omit<Appointment, 'id' | 'status'> & {
  readonly status: Appointment['status'] | 'no-show';
  /** The sender's own version of it, or null. */
  readonly version: string | null;
  /** What the sender alone understands of it and needs again when we answer: ids, never shown. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The visit here that the sender says it belongs to, by our own identifier; null: none. */
  readonly visitId: string | null;
};

/** A complete list: what these days no longer have in it is gone. Applied wholly or not at all. */
export type ScheduleList = {
  /** Who lists it: "csv", or the id of a destination. */
  readonly source: string;
  /** The sender's counter, or the instant it was asked: an older list never replaces a newer one. */
  readonly asOf: number;
  readonly days: readonly string[];
  readonly appointments: readonly ListedAppointment[];
  /** Listed, but not to be understood: they stay as they are here, and IT is told. */
  readonly leftOut: readonly LeftOut[];
};

export type LeftOut = {
  /** The sender's own id of the appointment. */
  readonly ref: string;
  /** In words for IT, which name no patient. */
  readonly reason: string;
};

/** Where lists come from by themselves. */
export type ScheduleFeed = {
  readonly source: string;
  readonly label: string;
  readonly everyMs: number;
  /**
   * Asks for the complete list. Rejects with words for IT, which never hold a patient's name, when it
   * cannot be had whole.
   */
  readonly pull: (now: EpochMs, signal: AbortSignal) => Promise<ScheduleList>;
};

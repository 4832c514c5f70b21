import type { EpochMs } from '../../time.ts';

/** What a clinic's file would say; durations may be wrong. */
export type RecordedSettings = {
  readonly services: readonly { readonly id: string; readonly minutes: number }[];
  readonly policy: {
    readonly lateGraceMinutes: number;
    readonly walkInHandicapMinutes: number;
    /** Not said: learned from whom the stations call. */
    readonly maxOvertakes?: number;
  };
  /** Planned breaks; `from` is a time of day, "12:15". */
  readonly breaks: readonly {
    readonly provider: string;
    readonly from: string;
    readonly minutes: number;
  }[];
  /** When the clinic closes, "17:00"; nobody new comes then. */
  readonly closes?: string;
};

/**
 * Something that happened in a clinic, as `npm run replay` reads it and `foyer export events` writes
 * it, and as the wait model learns from it: one form for a clinic's own log and for anybody else's.
 * In time order. `visit`, `station`, `service` and `provider` are ids; nothing here says who it was.
 */
export type RecordedEvent = {
  readonly at: EpochMs;
  /** How far the clinic's clock is ahead of UTC at that instant: days and times of day follow it. */
  readonly utcOffsetMinutes: number;
} & RecordedFact;

type AtStation = { readonly station: string };
type OfVisit = { readonly visit: string };

export type RecordedFact =
  | ({ readonly type: 'clinic' } & RecordedSettings)
  | ({
      readonly type: 'station-opened';
      readonly services: readonly string[];
      readonly provider?: string;
    } & AtStation)
  | ({ readonly type: 'station-paused'; readonly untilAt?: EpochMs } & AtStation)
  | ({ readonly type: 'station-resumed' | 'station-closed' } & AtStation)
  | ({
      readonly type: 'booked';
      readonly service: string;
      readonly provider?: string;
      readonly startAt: EpochMs;
      readonly visitType?: string;
      readonly minutes?: number;
    } & OfVisit)
  | ({ readonly type: 'cancelled' } & OfVisit)
  /** Again for somebody who waits: their place changes (service, provider, priority), not their time. */
  | ({
      readonly type: 'checked-in';
      readonly service: string;
      /** Only this provider may see them. */
      readonly provider?: string;
      readonly visitType?: string;
      readonly bookedAt?: EpochMs;
      /** 0 routine, higher sooner. */
      readonly priority?: number;
    } & OfVisit)
  | ({ readonly type: 'called'; readonly provider?: string } & OfVisit & AtStation)
  | ({ readonly type: 'started' | 'finished' | 'held' | 'resumed' | 'no-show' | 'left' } & OfVisit)
  /** The last of the visit's events is taken back: it did not happen. */
  | ({ readonly type: 'undone' } & OfVisit)
  | ({ readonly type: 'notice'; readonly minutes: number } & AtStation);

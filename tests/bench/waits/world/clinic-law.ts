import type { NormalMix } from './normal-law.ts';

/** Visits of one sort. Times of day are minutes after the clinic's midnight, durations minutes. */
export type Kind = {
  readonly service: number;
  readonly visitType: string | null;
  /** The length of its slots; null: never booked. */
  readonly slotMinutes: number | null;
  /** The logarithm of the minutes from the call to the end, with a provider of average speed. */
  readonly lnMinutes: NormalMix;
  /** The share of the booked who never come. */
  readonly noShowShare: number;
  readonly onward: { readonly kind: Kind; readonly share: number; readonly sooner: number } | null;
};

export type StationLaw = {
  readonly index: number;
  readonly stationId: string;
  readonly providerId: string | null;
  /** By the number of the service. */
  readonly serves: readonly boolean[];
  /** What is booked with it: with the provider alone, or with whoever serves the service. */
  readonly booked: {
    readonly mix: readonly { readonly kind: Kind; readonly share: number }[];
    readonly filledShare: number;
    readonly isPersonal: boolean;
  } | null;
  readonly lnSpeed: number;
  readonly opensAt: number;
  readonly lunch: { readonly plannedAt: number; readonly plannedMinutes: number } | null;
};

export type WalkInKind = {
  readonly kind: Kind;
  readonly priority: number;
  readonly share: number;
};

/** Everything true of a clinic that no log says: what the days are drawn from and the oracle knows. */
export type ClinicLaw = {
  readonly utcOffsetMinutes: number;
  readonly services: readonly { readonly id: string; readonly minutes: number }[];
  /** What its file says of minutes, for each minute that would be right. */
  readonly settingsFactor: number;
  readonly stations: readonly StationLaw[];
  /** Before `doorsAt` nobody can come in; from `closesAt` nobody new does without a booking. */
  readonly doorsAt: number;
  readonly closesAt: number;
  readonly paceDeviation: number;
  readonly lnLateStart: NormalMix;
  readonly lnLunch: NormalMix;
  /** How far from its plan a provider feels lunch is due. */
  readonly lunchDeviation: number;
  /** After a visit: turnover, interruption or called away without a tap; or away with one. */
  readonly lnPause: NormalMix;
  readonly awayTappedShare: number;
  readonly lnAway: NormalMix;
  /** Minutes from the booked time to the arrival. */
  readonly punctuality: NormalMix;
  /** How many walk in an hour, by the hour of the day from midnight. */
  readonly walkInsHourly: readonly number[];
  readonly walkInMix: readonly WalkInKind[];
  /** The chance a minute that one who waits without a booking goes home. */
  readonly leavePerMinute: number;
  /** The chance a minute that one who waits is put on hold, once at most. */
  readonly holdPerMinute: number;
  readonly lnHold: NormalMix;
  readonly lateGraceMinutes: number;
  readonly walkInHandicapMinutes: number;
  readonly maxOvertakes: number;
  readonly outOfTurnShare: number;
  readonly missedFinishShare: number;
};

import type { ClinicLaw, StationLaw } from './clinic-law.ts';
import type { Arrival, Leg } from './leg.ts';
import type { Random } from './random.ts';

type StationPhase = 'absent' | 'free' | 'busy' | 'after-visit' | 'away' | 'lunch';

export type StationRun = {
  readonly law: StationLaw;
  /** Today's pace of whoever works there, in ln minutes. */
  readonly pace: number;
  phase: StationPhase;
  /** When its phase ends by itself; Infinity: never. */
  endsAt: number;
  /** When lunch is due; Infinity once it is taken. */
  lunchAt: number;
  /** Since when it has had no patient: since its last end, return or opening. */
  restedAt: number;
  serving: Leg | null;
};

/** What happens in the world, whether or not anybody taps it. */
export type Fact = CallFact | WaitFact | StationFact;

export type CallFact = {
  readonly at: number;
  readonly what: 'called' | 'finished';
  readonly leg: Leg;
  readonly station: StationLaw;
};

export type WaitFact = {
  readonly at: number;
  readonly what: 'arrived' | 'left' | 'held' | 'returned' | 'overtaken';
  readonly leg: Leg;
};

export type StationFact = {
  readonly at: number;
  readonly what: 'opened' | 'away' | 'lunch' | 'back';
  readonly station: StationLaw;
};

/** Somebody booked who comes, or the end of a hold. */
export type Upcoming = { readonly at: number } & (
  | { readonly what: 'arrival'; readonly arrival: Arrival }
  | { readonly what: 'return'; readonly leg: Leg }
);

export type DayRun = {
  readonly clinic: ClinicLaw;
  readonly random: Random;
  readonly stations: readonly StationRun[];
  readonly waiting: Leg[];
  /** Latest first: the next is at the end. */
  readonly upcoming: Upcoming[];
  nextWalkInAt: number;
  nextVisitNumber: number;
  now: number;
  /** How many of those whose wait is to be told still wait; the run ends with the last. */
  askedWaiting: number;
  /** Everything that happens; null where only waits matter. */
  readonly facts: Fact[] | null;
};

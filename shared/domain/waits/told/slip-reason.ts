import type { EpochMs } from '../../time.ts';

/** Why somebody waits longer than they were told: what the log supports, and never who. */
export const SLIP_CODES = [
  /** Somebody with a higher clinical priority came before them. */
  'urgent-first',
  /** Somebody whose turn was due earlier (most often booked for an earlier time) came before them. */
  'booked-first',
  /** Somebody went back to their place before them: put back, resumed, or a call was undone. */
  'put-back',
  /** Somebody behind them was called first. */
  'called-out-of-turn',
  /** A station that calls them is paused; `untilAt`: when it goes on, if staff said. */
  'station-paused',
  /** A station that called them has closed. */
  'station-closed',
  /** The station that is to call them has not begun yet today. */
  'not-started',
  /** The patient at the station that is to call them takes longer than expected. */
  'running-long',
  /** Staff announced a delay. */
  'notice',
  /** None of these: it just takes longer than expected. */
  'slower',
] as const;
export type SlipCode = (typeof SLIP_CODES)[number];

export type SlipReason = {
  readonly code: SlipCode;
  /** Where it happened, when it happened at one station. */
  readonly stationId: string | null;
  readonly untilAt: EpochMs | null;
};

/** What somebody who waits is told about a change for the worse, for as long as it holds. */
export type Slip = {
  readonly reason: SlipReason;
  readonly saidAt: EpochMs;
  /** The window moved later; false: only more people are before them than they were told. */
  readonly isLater: boolean;
};

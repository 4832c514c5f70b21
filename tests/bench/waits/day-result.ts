import type { ScoreSums } from './scores.ts';
import type { WindowSums } from './windows/window-sums.ts';
import type { Scenario } from './world/simulated-day.ts';

/** Sums by subject. */
export type BySubject = Readonly<Record<string, ScoreSums>>;

/** What one day of one clinic gave: sums alone, so that days can be drawn again. */
export type DayResult = {
  readonly scenario: Scenario;
  /** The seed of its clinic. */
  readonly clinic: number;
  /** Of the test, from 1. */
  readonly day: number;
  /** By group of predictions ("all", "booked", "hour 11"), then by subject. */
  readonly scores: Readonly<Record<string, BySubject>>;
  /** How often what happened fell into each tenth of the oracle's distribution. */
  readonly pit: readonly number[];
  readonly asked: number;
  /** Of those asked, how often Foyer said that it is not known; they are in no score. */
  readonly unknown: number;
  /** By rule of display. */
  readonly windows: Readonly<Record<string, WindowSums>>;
};

export const SUBJECTS = {
  oracle: 'oracle',
  foyer: 'Foyer',
  byMeans: 'Foyer by means',
} as const;

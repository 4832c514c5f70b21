import type { RecordedSettings } from '../recorded/recorded-event.ts';
import type { BinnedSample } from './binned-sample.ts';
import { type BookingMemory, NO_BOOKINGS } from './bookings.ts';
import { type FlowMemory, NO_FLOW, overtakesAllowed } from './flow.ts';
import { type MinutesMemory, NO_MINUTES } from './minutes-memory.ts';
import { NO_OPENINGS, type OpeningMemory } from './openings.ts';
import { NO_PITS, type PitHistogram } from './read-levels.ts';
import { NO_RESTS, type RestMemory } from './rest-memory.ts';
import { NO_WALK_INS, type WalkInMemory } from './walk-ins.ts';

/** Another number when what a model holds changes its meaning: it is then learned again from the log. */
export const WAIT_MODEL_VERSION = 1;

/**
 * All that was learned from the days of a clinic, and all that is needed to learn on: plain JSON, of
 * bounded size however many days it has seen. Ids of services, stations and providers; nobody's name
 * and no visit.
 */
export type WaitModel = {
  readonly version: typeof WAIT_MODEL_VERSION;
  readonly dayCount: number;
  readonly lastDay: number | null;
  readonly minutes: MinutesMemory;
  readonly turnover: BinnedSample;
  readonly rests: RestMemory;
  readonly openings: OpeningMemory;
  readonly bookings: BookingMemory;
  readonly walkIns: WalkInMemory;
  readonly flow: FlowMemory;
  readonly pits: PitHistogram;
};

/** Of a clinic of which nothing is known but its settings. */
export function coldModel(): WaitModel {
  return {
    version: WAIT_MODEL_VERSION,
    dayCount: 0,
    lastDay: null,
    minutes: NO_MINUTES,
    turnover: [],
    rests: NO_RESTS,
    openings: NO_OPENINGS,
    bookings: NO_BOOKINGS,
    walkIns: NO_WALK_INS,
    flow: NO_FLOW,
    pits: NO_PITS,
  };
}

/** How often somebody may be passed over: as the settings say, or as the calls of this clinic show. */
export function maxOvertakesOf(model: WaitModel, settings: RecordedSettings): number {
  return overtakesAllowed(model.flow, settings);
}

import type { DayRecord } from '../recorded/day-record.ts';
import { learnBookings } from './bookings.ts';
import { withProviders } from './day-providers.ts';
import type { Extent } from './extent.ts';
import { fitMinutes } from './fit-minutes.ts';
import { learnFlow } from './flow.ts';
import { learnMinutes } from './learn-minutes.ts';
import { NO_MINUTES } from './minutes-memory.ts';
import { learnOpenings } from './openings.ts';
import { plannedRests } from './planned-rests.ts';
import { plausibleVisits } from './plausible-visits.ts';
import { learnPits } from './read-levels.ts';
import { learnRests } from './rest-memory.ts';
import { learnTurnover } from './turnover.ts';
import type { WaitModel } from './wait-model.ts';
import { learnWalkIns } from './walk-ins.ts';

export type DayScores = {
  /** For each prediction of the day, the level (0 to 1) at which what happened lay, unrecalibrated. */
  readonly pits: readonly number[];
};

/** The half-life of section 2.6 of the study of wait predictors, in days on which the clinic was open. */
const HALF_LIFE_DAYS = 10;
const FADE = 2 ** (-1 / HALF_LIFE_DAYS);

/**
 * What is known after one more whole day. Older days fade; a day on which nobody came changes nothing.
 * A pure fold: the same days in the same order give the same model to the bit.
 */
export function learnDay(
  model: WaitModel,
  day: DayRecord,
  { pits }: DayScores = { pits: [] },
): WaitModel {
  if (day.legs.length === 0) return model;
  const record = withProviders(day);
  const known = fitMinutes(model.minutes, NO_MINUTES);
  const visits = plausibleVisits(model, record, known);
  return {
    ...learnAllButMinutes(model, record, { fade: FADE, untilAt: Infinity }),
    dayCount: model.dayCount + 1,
    lastDay: day.dayNumber,
    minutes: learnMinutes(model.minutes, { visits, known }, FADE),
    pits: learnPits(model.pits, pits, FADE),
  };
}

/** For a day that is over, and in the first days for the day so far. */
export function learnAllButMinutes(model: WaitModel, record: DayRecord, extent: Extent): WaitModel {
  const worked = record.stations.filter(({ openedAt }) => openedAt !== null);
  const rests = plannedRests(model.rests.habits, record, worked);
  return {
    ...model,
    turnover: learnTurnover(model.turnover, { record, rests }, extent),
    rests: learnRests(model.rests, record, extent),
    openings: learnOpenings(model.openings, record, extent),
    bookings: learnBookings(model.bookings, record, extent),
    walkIns: learnWalkIns(model.walkIns, record, extent),
    flow: learnFlow(model.flow, record, extent),
  };
}

import type { DayRecord } from '../recorded/day-record.ts';
import type { LogMinutes } from '../wait-law.ts';
import { type MinutesFit, UNKNOWN_EFFECT } from './fit-minutes.ts';
import { missedFinishShareWith } from './flow.ts';
import { onceFor } from './kept.ts';
import { meanTurnover } from './turnover.ts';
import { type SeenVisit, seenVisits } from './visits-seen.ts';
import type { WaitModel } from './wait-model.ts';

/** Shorter, nobody was seen: a slip of the hand, or a patient who was not there. */
const SHORTEST_MINUTES = 0.5;
/** Longer than so many times as planned, and far out for what is known: its finish was forgotten. */
const FORGOTTEN_AFTER_TIMES = 4;
const FAR_ABOVE = 3;
/** Start and finish tapped one after the other, when the patient had left. */
const FAR_BELOW = -3.5;

/** The day's finished visits but for those whose taps cannot be true, by what was known before. */
export function plausibleVisits(
  model: Pick<WaitModel, 'flow' | 'turnover'>,
  record: Pick<DayRecord, 'legs' | 'settings'>,
  known: MinutesFit,
): SeenVisit[] {
  const inferred = {
    // The more ends are missing, the more there is nothing else to learn from.
    weight: missedFinishShareWith(model.flow, record),
    turnoverMinutes: meanTurnover(model.turnover),
  };
  return seenVisits(record, inferred).filter(plausibleBy(known));
}

export function lawOfVisit(visit: SeenVisit, known: MinutesFit): LogMinutes {
  return known.kinds.get(visit.kind) ?? known.unseen(visit.serviceId, visit.plannedMinutes);
}

const plausibleBy = onceFor((known: MinutesFit) =>
  onceFor((visit: SeenVisit) => isPlausible(visit, known)),
);

function isPlausible(visit: SeenVisit, known: MinutesFit): boolean {
  const { minutes, plannedMinutes, performer } = visit;
  if (minutes < SHORTEST_MINUTES) return false;
  const { mean, meanDeviation, deviation } = lawOfVisit(visit, known);
  const effect = known.effects.get(performer) ?? UNKNOWN_EFFECT;
  const spread = Math.sqrt(meanDeviation ** 2 + deviation ** 2 + effect.variance);
  const beyond = (Math.log(minutes) - mean - effect.mean) / spread;
  if (beyond < FAR_BELOW) return false;
  return beyond <= FAR_ABOVE || minutes <= plannedMinutes * FORGOTTEN_AFTER_TIMES;
}

import type { ClinicLaw } from './clinic-law.ts';
import { runOn } from './day-run.ts';
import { drawDay, knowledgeOf } from './hidden.ts';
import type { Leg } from './leg.ts';
import type { Observation } from './observation.ts';
import type { Random } from './random.ts';

const LEVELS = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);

/**
 * The best that can be said at an instant of the waits of those who wait and are not on hold: by the
 * clinic's true law and everything seen so far, never by the future. Minutes until called, as 19
 * quantiles at 5 % to 95 %, of `paths` days that could be this one; those who leave are left out.
 */
export function oracleWaits(
  clinic: ClinicLaw,
  observation: Observation,
  { paths, random }: { readonly paths: number; readonly random: Random },
): ReadonlyMap<Leg, readonly number[]> {
  const { now } = observation;
  const asked = observation.waiting.map((seen) => ({ seen, minutes: new Array<number>() }));
  const knowledge = knowledgeOf(clinic, observation);
  for (let path = 0; path < paths; path += 1) {
    const day = drawDay(knowledge, random);
    const legs = [...day.waiting];
    runOn(day);
    for (const [index, { minutes }] of asked.entries()) {
      const calledAt = legs[index]?.calledAt ?? Infinity;
      if (calledAt < Infinity) minutes.push(Math.max(0, calledAt - now));
    }
  }
  return new Map(
    asked
      .filter(({ seen, minutes }) => seen.heldAt === null && minutes.length > 0)
      .map(({ seen, minutes }) => [seen.leg, quantilesOf(minutes)]),
  );
}

/** Between the middles of the sorted values' equal shares. */
function quantilesOf(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return LEVELS.map((level) => {
    const place = Math.min(sorted.length - 1, Math.max(0, level * sorted.length - 0.5));
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    const above = sorted[Math.ceil(place)] ?? below;
    return below + (above - below) * (place - Math.floor(place));
  });
}

import { type MinutesFit, UNKNOWN_EFFECT } from './fit-minutes.ts';
import { addDayOf, addVisits, type MinutesMemory } from './minutes-memory.ts';
import { lawOfVisit } from './plausible-visits.ts';
import { addRecentDay, NO_RECENT_DAYS, type RecentDays } from './recent-change.ts';
import type { SeenVisit } from './visits-seen.ts';

/** Of a performer who was away nothing new is known: what was known ages more slowly. */
const AWAY_FADE = 2 ** (-1 / 60);
/** Before so many days are known, nobody can be said to have changed. */
const LEAST_DAYS = 5;

/** The memory with one whole day's visits, `known` being what was known before that day. */
export function learnMinutes(
  memory: MinutesMemory,
  day: { readonly visits: readonly SeenVisit[]; readonly known: MinutesFit },
  fade: number,
): MinutesMemory {
  const recents = recentsOf(memory, day);
  const fading = { worked: new Set(recents.keys()), fade, others: AWAY_FADE };
  return addDayOf(addVisits(memory, day.visits, fading), recents, fading);
}

type Residuals = { readonly weight: number; readonly sum: number; readonly variance: number };

function recentsOf(
  memory: MinutesMemory,
  { visits, known }: { readonly visits: readonly SeenVisit[]; readonly known: MinutesFit },
): Map<string, RecentDays> {
  const before = new Map(memory.performers.map((performer) => [performer.performer, performer]));
  const recents = new Map<string, RecentDays>();
  for (const [performer, { weight, sum, variance }] of residualsOf(visits, known)) {
    const { days, recent } = before.get(performer) ?? { days: 0, recent: NO_RECENT_DAYS };
    const today = addRecentDay(recent, sum / weight, variance / weight ** 2);
    recents.set(performer, days < LEAST_DAYS ? recent : today);
  }
  return recents;
}

/** What their visits took in ln minutes beyond what is usual for them. */
function residualsOf(visits: readonly SeenVisit[], known: MinutesFit): Map<string, Residuals> {
  const residuals = new Map<string, Residuals>();
  for (const visit of visits) {
    const { mean, deviation } = lawOfVisit(visit, known);
    const effect = known.effects.get(visit.performer) ?? UNKNOWN_EFFECT;
    const sum = residuals.get(visit.performer) ?? { weight: 0, sum: 0, variance: 0 };
    residuals.set(visit.performer, {
      weight: sum.weight + visit.weight,
      sum: sum.sum + visit.weight * (Math.log(visit.minutes) - mean - effect.usual),
      variance: sum.variance + visit.weight ** 2 * deviation ** 2,
    });
  }
  return residuals;
}

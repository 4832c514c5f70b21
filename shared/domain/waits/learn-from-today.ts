import type { Service } from '../clinic.ts';

/** What one visit to a service takes: the mean and the standard deviation of its minutes. */
export type ServiceMinutes = { readonly mean: number; readonly deviation: number };

/** What the wait estimate knows about durations. */
export type WaitModel = { readonly serviceMinutes: ReadonlyMap<string, ServiceMinutes> };

export type FinishedVisit = { readonly serviceId: string; readonly minutes: number };

export type LearnedToday = WaitModel & {
  /** Visits left out: their finish was forgotten, or they were never seen. */
  readonly ignoredCount: number;
};

// Section 2.6 of the study of wait predictors: what the settings say counts like so many visits.
// Its 0.8 of the configured minutes is for the time inside alone; ours include the turnover.
const MEAN_PRIOR_VISITS = 4;
const SPREAD_PRIOR_VISITS = 8;
const PRIOR_VARIATION = 0.6;

/** A visit longer than this many times the configured minutes is one whose finish was forgotten. */
export const FORGOTTEN_AFTER_TIMES = 4;
/** Shorter than this, nobody was seen: a slip of the hand, or a patient who was not there. */
const SHORTEST_VISIT_MINUTES = 0.5;

/** For a service that has left the clinic's file while somebody is still in its queue. */
const UNLISTED_SERVICE: ServiceMinutes = { mean: 15, deviation: 15 * PRIOR_VARIATION };

export function minutesOf(model: WaitModel, serviceId: string): ServiceMinutes {
  return model.serviceMinutes.get(serviceId) ?? UNLISTED_SERVICE;
}

/**
 * The minutes of each service: the clinic's settings, drawn towards what today's visits took. Cheap
 * enough (one pass) to be made anew after every finished visit; the order of visits does not matter.
 */
export function learnFromToday(
  services: readonly Pick<Service, 'id' | 'minutes'>[],
  finishedToday: readonly FinishedVisit[],
): LearnedToday {
  const minutesByService = new Map<string, number[]>(services.map(({ id }) => [id, []]));
  const configured = new Map(services.map(({ id, minutes }) => [id, minutes]));
  let ignoredCount = 0;
  for (const { serviceId, minutes } of finishedToday) {
    if (isPlausible(minutes, configured.get(serviceId) ?? 0)) {
      minutesByService.get(serviceId)?.push(minutes);
    } else {
      ignoredCount += 1;
    }
  }
  const serviceMinutes = new Map(
    services.map(({ id, minutes }) => [id, shrink(minutes, minutesByService.get(id) ?? [])]),
  );
  return { serviceMinutes, ignoredCount };
}

function isPlausible(minutes: number, configuredMinutes: number): boolean {
  return minutes >= SHORTEST_VISIT_MINUTES && minutes <= configuredMinutes * FORGOTTEN_AFTER_TIMES;
}

function shrink(configuredMinutes: number, observed: readonly number[]): ServiceMinutes {
  const total = observed.reduce((sum, minutes) => sum + minutes, 0);
  const mean =
    (MEAN_PRIOR_VISITS * configuredMinutes + total) / (MEAN_PRIOR_VISITS + observed.length);
  const squares = observed.reduce((sum, minutes) => sum + (minutes / mean - 1) ** 2, 0);
  const variation = Math.sqrt(
    (SPREAD_PRIOR_VISITS * PRIOR_VARIATION ** 2 + squares) /
      (SPREAD_PRIOR_VISITS + observed.length),
  );
  return { mean, deviation: variation * mean };
}

import { hash } from 'node:crypto';
import type { StoredWaitModel } from '../db/wait-models.ts';
import { type Learned, LEARNED_VERSION } from './learn-log.ts';
import type { LearnedThrough } from './live-learner.ts';
import type { LearnedClinic } from './logged-day.ts';

/** Hash of all that a clinic's file says about waits: with another, everything is learned again. */
export function settingsHash(clinic: LearnedClinic): string {
  const { timeZone, services, stations, queue, breaks, openingHours } = clinic;
  const said = {
    timeZone,
    services: services.map(({ id, minutes }) => ({ id, minutes })),
    stations: stations.map(({ id, serviceIds }) => ({ id, serviceIds })),
    queue,
    breaks,
    openingHours,
  };
  return hash('sha256', JSON.stringify(said));
}

/** What is kept, if it was learned by these rules and with this file; null: learn it again. */
export function learnedWith(
  stored: StoredWaitModel | null,
  clinic: LearnedClinic,
): LearnedThrough | null {
  if (stored?.version !== LEARNED_VERSION || stored.settings !== settingsHash(clinic)) return null;
  // True because it was written with this version, by `storedModel` below.
  return { learned: JSON.parse(stored.learned) as Learned, throughSeq: stored.throughSeq };
}

/** As it is kept. `day` is the last that is in it, such as "2026-11-21". */
export function storedModel(
  { learned, throughSeq }: LearnedThrough,
  {
    clinic,
    day,
    madeAt,
  }: { readonly clinic: LearnedClinic; readonly day: string; readonly madeAt: number },
): StoredWaitModel {
  return {
    version: LEARNED_VERSION,
    settings: settingsHash(clinic),
    day,
    throughSeq,
    learned: JSON.stringify(learned),
    madeAt,
  };
}

import { Temporal } from 'temporal-polyfill';
import type { Hl7Settings } from '../../../shared/contract/destination-settings.ts';
import type { Clinic } from '../../../shared/domain/clinic.ts';
import { DAY_MS, type EpochMs } from '../../../shared/domain/time.ts';

/** How codes and times of a sender are taken here, at an instant. */
export type ScheduleRules = {
  readonly timeZone: string;
  readonly serviceOf: (code: string) => string | null;
  readonly providerOf: (code: string) => string | null;
  readonly defaultServiceId: string | null;
  readonly earliestStartAt: EpochMs;
  readonly latestStartAt: EpochMs;
  /** A message from later than this comes from a clock that is wrong. */
  readonly latestMessageAt: EpochMs;
  readonly earliestBirth: string;
  readonly latestBirth: string;
};

const OLDEST_YEARS = 130;

/** The same limits as for files of appointments. Codes lead only to what the clinic has. */
export function scheduleRules(
  { services, providers, defaultServiceId }: NonNullable<Hl7Settings['listen']>,
  clinic: Pick<Clinic, 'timeZone' | 'services' | 'providers'>,
  now: EpochMs,
): ScheduleRules {
  const { timeZone } = clinic;
  const time = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const serviceOf = idByCode(services, clinic.services);
  return {
    timeZone,
    serviceOf,
    providerOf: idByCode(providers, clinic.providers),
    defaultServiceId: defaultServiceId === undefined ? null : serviceOf(defaultServiceId),
    earliestStartAt: time.subtract({ years: 1 }).epochMilliseconds,
    latestStartAt: time.add({ years: 2 }).epochMilliseconds,
    latestMessageAt: now + DAY_MS,
    earliestBirth: time.toPlainDate().subtract({ years: OLDEST_YEARS }).toString(),
    latestBirth: time.toPlainDate().toString(),
  };
}

function idByCode(
  codes: Readonly<Record<string, string>>,
  known: readonly { readonly id: string }[],
): (code: string) => string | null {
  const ids = new Set(known.map(({ id }) => id));
  const map = new Map(Object.entries(codes));
  return (code) => {
    const id = map.get(code) ?? code;
    return ids.has(id) ? id : null;
  };
}

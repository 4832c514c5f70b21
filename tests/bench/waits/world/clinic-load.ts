import type { ClinicLaw, StationLaw } from './clinic-law.ts';
import { meanMinutes } from './normal-law.ts';

/** How the day's walk-ins spread over its hours, from eight o'clock. */
const MORNING_PEAK = [0.6, 1.6, 1.6, 1.3, 0.8, 0.9, 1, 0.8, 0.4] as const;
const MOST_BOOKED_LOAD = 0.78;
/** Of a day's minutes, the last half hour and the lunch are not booked. */
const NOT_BOOKED_MINUTES = 75;

/**
 * How many walk in an hour, by the hour from midnight: as many as bring those who see walk-ins to
 * `load` of the time they have.
 */
export function hourlyWalkIns(clinic: ClinicLaw, load: number): readonly number[] {
  const pause = pauseMinutes(clinic);
  let free = 0;
  for (const station of clinic.stations) {
    const seesWalkIns = clinic.walkInMix.some(({ kind }) => station.serves[kind.service]);
    if (seesWalkIns) free += load * hoursOf(clinic, station) - bookedMinutes(clinic, station);
  }
  const perWalkIn = clinic.walkInMix.reduce(
    (sum, { kind, share }) => sum + share * (meanMinutes(kind.lnMinutes) + pause),
    0,
  );
  const aDay = Math.max(0, free) / perWalkIn;
  const whole = MORNING_PEAK.reduce((sum, share) => sum + share, 0);
  return [...Array<number>(8).fill(0), ...MORNING_PEAK.map((share) => (aDay * share) / whole)];
}

/** Whoever is slow is booked less full, as in any clinic that has known its providers for a while. */
export function bookedWithin(clinic: ClinicLaw, station: StationLaw): StationLaw {
  const { booked } = station;
  if (!booked) return station;
  const load = bookedMinutes(clinic, station) / hoursOf(clinic, station);
  const filledShare = booked.filledShare * Math.min(1, MOST_BOOKED_LOAD / load);
  return { ...station, booked: { ...booked, filledShare } };
}

function pauseMinutes({ awayTappedShare, lnAway, lnPause }: ClinicLaw): number {
  return meanMinutes(lnPause) * (1 - awayTappedShare) + meanMinutes(lnAway) * awayTappedShare;
}

/** The minutes of a day that a provider can give to patients. */
function hoursOf({ closesAt, lnLateStart, lnLunch }: ClinicLaw, { opensAt }: StationLaw): number {
  return closesAt - opensAt - meanMinutes(lnLateStart) - meanMinutes(lnLunch);
}

/** The minutes of a day that the booked of a station take, turnover included. */
function bookedMinutes(clinic: ClinicLaw, station: StationLaw): number {
  if (!station.booked) return 0;
  let slot = 0;
  let work = 0;
  for (const { kind, share } of station.booked.mix) {
    slot += share * (kind.slotMinutes ?? 0);
    const inside = meanMinutes(kind.lnMinutes) * Math.exp(station.lnSpeed);
    work += share * (1 - kind.noShowShare) * (inside + pauseMinutes(clinic));
  }
  const bookable = clinic.closesAt - station.opensAt - NOT_BOOKED_MINUTES;
  return (bookable / slot) * station.booked.filledShare * work;
}

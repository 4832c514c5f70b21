import type { ClinicLaw, Kind, StationLaw } from './clinic-law.ts';
import type { Random } from './random.ts';

export type Booking = {
  /** Of the day's visits, from 1; walk-ins follow. */
  readonly number: number;
  readonly kind: Kind;
  /** The station whose provider they came for; null: any. */
  readonly station: StationLaw | null;
  readonly startAt: number;
};

const LAST_SLOT_ENDS_BEFORE_CLOSING = 30;
const LUNCH_KEPT_FREE = 45;

/** Who is booked for a day: each provider's slots, one after another but for lunch, most of them filled. */
export function bookingsOf(clinic: ClinicLaw, random: Random): readonly Booking[] {
  const slots = clinic.stations.flatMap((station) => filledSlots(clinic, station, random));
  return slots.map((slot, index) => ({ ...slot, number: index + 1 }));
}

function filledSlots(
  clinic: ClinicLaw,
  station: StationLaw,
  random: Random,
): readonly Omit<Booking, 'number'>[] {
  const { booked, lunch } = station;
  if (!booked) return [];
  const slots: Omit<Booking, 'number'>[] = [];
  let at = station.opensAt;
  let hasEaten = lunch === null;
  for (;;) {
    if (!hasEaten && lunch && at >= lunch.plannedAt - 5) {
      at = Math.max(at, lunch.plannedAt) + LUNCH_KEPT_FREE;
      hasEaten = true;
    }
    const { kind } = oneOf(booked.mix, random);
    const endAt = at + (kind.slotMinutes ?? 0);
    if (endAt > clinic.closesAt - LAST_SLOT_ENDS_BEFORE_CLOSING) return slots;
    if (random.uniform() < booked.filledShare) {
      slots.push({ kind, station: booked.isPersonal ? station : null, startAt: at });
    }
    at = endAt;
  }
}

/** One of the items, by their shares. */
export function oneOf<T extends { readonly share: number }>(mix: readonly T[], random: Random): T {
  let left = random.uniform();
  for (const item of mix) {
    left -= item.share;
    if (left <= 0) return item;
  }
  const last = mix.at(-1);
  if (!last) throw new Error('Nothing to draw from.');
  return last;
}

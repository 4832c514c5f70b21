import type { BookingRecord, DayRecord, LegRecord } from '../recorded/day-record.ts';
import type { RecordedSettings } from '../recorded/recorded-event.ts';
import { kindOf, type LogMinutes } from '../wait-law.ts';
import { kindOfBooking } from './bookings.ts';
import type { MinutesFit } from './fit-minutes.ts';
import { keepingEach, keepingLast, steadyList } from './kept.ts';
import { plannedMinutesOf } from './visits-seen.ts';
import type { WaitModel } from './wait-model.ts';

/** A kind of visit that the day may have, as the first of them tells of it. */
export type KindOfDay = {
  readonly kind: string;
  readonly serviceId: string;
  readonly bookedMinutes: number | null;
};

type KnownKinds = Pick<WaitModel, 'openings' | 'walkIns'>;

/** Reads every kind of visit that the day may have, each once; the same list while nothing of it changes. */
export class KindReader {
  readonly #ofLegs = keepingEach((leg: LegRecord) => kindOfVisit(kindOf(leg), leg), isSameKind);
  readonly #ofBookings = keepingEach(
    (booking: BookingRecord) =>
      kindOfVisit(kindOfBooking(booking), {
        serviceId: booking.serviceId,
        bookedMinutes: booking.minutes,
      }),
    isSameKind,
  );
  readonly #steadyServices = steadyList<string>();
  readonly #eachOnce = keepingLast(
    (
      legs: readonly KindOfDay[],
      bookings: readonly KindOfDay[],
      services: readonly string[],
      model: KnownKinds,
    ) => eachOnce([...legs, ...bookings, ...services.map(ofService), ...kindsKnown(model)]),
  );

  /** Of those here, booked or likely to walk in, and of every service alone. */
  of({ legs, bookings, settings, stations }: DayRecord, model: KnownKinds): readonly KindOfDay[] {
    const services = [
      ...settings.services.map(({ id }) => id),
      ...stations.flatMap(({ serviceIds }) => serviceIds),
    ];
    return this.#eachOnce(
      this.#ofLegs(legs),
      this.#ofBookings(bookings),
      this.#steadyServices(services),
      model,
    );
  }
}

function isSameKind(a: KindOfDay, b: KindOfDay): boolean {
  return a.kind === b.kind && a.serviceId === b.serviceId && a.bookedMinutes === b.bookedMinutes;
}

/** The minutes of these kinds, and of all that were ever learned. */
export function kindsToday(
  kindsHere: readonly KindOfDay[],
  settings: RecordedSettings,
  fit: MinutesFit,
): ReadonlyMap<string, LogMinutes> {
  const kinds = new Map(fit.kinds);
  for (const visit of kindsHere) {
    if (kinds.has(visit.kind)) continue;
    kinds.set(visit.kind, fit.unseen(visit.serviceId, plannedMinutesOf(visit, settings)));
  }
  return kinds;
}

function eachOnce(kinds: readonly KindOfDay[]): readonly KindOfDay[] {
  const first = new Map<string, KindOfDay>();
  for (const kind of kinds) if (!first.has(kind.kind)) first.set(kind.kind, kind);
  return [...first.values()];
}

function kindsKnown({ openings, walkIns }: KnownKinds): readonly KindOfDay[] {
  return [
    ...openings.stations.flatMap(({ serviceIds }) => serviceIds.map(ofService)),
    ...walkIns.mix.map(({ serviceId, visitType }) => ({
      kind: kindOf({ serviceId, visitType, bookedMinutes: null, appointmentAt: null }),
      serviceId,
      bookedMinutes: null,
    })),
  ];
}

function kindOfVisit(
  kind: string,
  { serviceId, bookedMinutes }: Omit<KindOfDay, 'kind'>,
): KindOfDay {
  return { kind, serviceId, bookedMinutes };
}

function ofService(serviceId: string): KindOfDay {
  return { kind: serviceId, serviceId, bookedMinutes: null };
}

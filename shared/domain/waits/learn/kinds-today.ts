import type { DayRecord } from '../day-record.ts';
import { kindOf, type LogMinutes } from '../wait-law.ts';
import { kindOfBooking } from './bookings.ts';
import type { MinutesFit } from './fit-minutes.ts';
import { plannedMinutesOf } from './visits-seen.ts';
import type { WaitModel } from './wait-model.ts';

/**
 * The minutes of every kind of visit that the day may have: of those here, booked or likely to walk
 * in, of every service alone, and of all that were ever learned.
 */
export function kindsToday(
  record: DayRecord,
  model: WaitModel,
  fit: MinutesFit,
): ReadonlyMap<string, LogMinutes> {
  const kinds = new Map(fit.kinds);
  const add = (kind: string, serviceId: string, bookedMinutes: number | null): void => {
    if (kinds.has(kind)) return;
    const planned = plannedMinutesOf({ serviceId, bookedMinutes }, record.settings);
    kinds.set(kind, fit.unseen(serviceId, planned));
  };
  for (const leg of record.legs) add(kindOf(leg), leg.serviceId, leg.bookedMinutes);
  for (const booking of record.bookings) {
    add(kindOfBooking(booking), booking.serviceId, booking.minutes);
  }
  const services = [
    ...record.settings.services.map(({ id }) => id),
    ...record.stations.flatMap(({ serviceIds }) => serviceIds),
    ...model.openings.stations.flatMap(({ serviceIds }) => serviceIds),
  ];
  for (const serviceId of services) add(serviceId, serviceId, null);
  for (const { serviceId, visitType } of model.walkIns.mix) {
    add(
      kindOf({ serviceId, visitType, bookedMinutes: null, appointmentAt: null }),
      serviceId,
      null,
    );
  }
  return kinds;
}

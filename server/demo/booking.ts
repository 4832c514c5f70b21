import { initialOf } from '../../shared/domain/initials.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { localDay } from '../clock.ts';
import type { Appointment } from '../db/appointments.ts';

export type Person = {
  readonly firstName: string;
  readonly lastName: string;
  /** "1984-03-15" */
  readonly dateOfBirth: string;
};

export type Booking = {
  readonly ref: string;
  readonly person: Person;
  readonly serviceId: string;
  readonly providerId: string | null;
  readonly startAt: EpochMs;
};

/** The appointment of a booking, on the clinic's own day. Its id is its reference and the day. */
export function appointmentOf(booking: Booking, timeZone: string): Appointment {
  const { person, ref, serviceId, providerId, startAt } = booking;
  const day = localDay(startAt, timeZone);
  return {
    id: `${day}-${ref}`,
    day,
    ref,
    startAt,
    serviceId,
    providerId,
    ...person,
    firstInitial: initialOf(person.firstName),
    lastInitial: initialOf(person.lastName),
    status: 'booked',
  };
}

/** A date as it is written in files: two digits for month and day. */
export function dateText(year: number, month: number, day: number): string {
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

import type { EpochMs } from '../../time.ts';
import type { BookingRecord } from './day-record.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { dayNumberOf } from './recorded-settings.ts';
import type { ExpectedVisit } from '../wait-scene.ts';

type Booked = Extract<RecordedEvent, { readonly type: 'booked' }>;

type Booking = {
  readonly record: BookingRecord;
  /** Staff said that they did not come. */
  readonly isGivenUp: boolean;
};

type DayOfBookings = Map<string, Booking>;

/** What is booked for the day that is being recorded, and for later ones. */
export class RecordedBookings {
  readonly #days: Map<number, DayOfBookings>;
  readonly #dayNumber: number;
  #records: readonly BookingRecord[] | null = null;
  #expected: readonly ExpectedVisit[] | null = null;

  /** Takes over what was booked before for `dayNumber` and later. */
  constructor(dayNumber: number, before: RecordedBookings | null) {
    this.#dayNumber = dayNumber;
    this.#days = new Map([...(before ? before.#days : [])].filter(([day]) => day >= dayNumber));
  }

  ofVisit(visitId: string): BookingRecord | null {
    return this.#today.get(visitId)?.record ?? null;
  }

  records(): readonly BookingRecord[] {
    this.#records ??= Array.from(this.#today.values(), ({ record }) => record);
    return this.#records;
  }

  /** Booked for today, not cancelled, and not here yet. */
  expected(): readonly ExpectedVisit[] {
    this.#expected ??= this.#findExpected();
    return this.#expected;
  }

  #findExpected(): readonly ExpectedVisit[] {
    const expected: ExpectedVisit[] = [];
    for (const { record, isGivenUp } of this.#today.values()) {
      if (isGivenUp || record.cancelledAt !== null || record.checkedInAt !== null) continue;
      const { visitId, serviceId, providerId, visitType, minutes, startAt } = record;
      const booked = { visitId, serviceId, providerId, visitType, startAt };
      expected.push({ ...booked, bookedMinutes: minutes });
    }
    return expected;
  }

  /**
   * Books a visit, or moves it: to another day, it is no longer expected on the one it was on.
   * `hereSinceAt`: when the visit is here today already. Returns what takes it back.
   */
  book(event: Booked, hereSinceAt: EpochMs | null): () => void {
    const { visit, at, utcOffsetMinutes, startAt } = event;
    const dayNumber = dayNumberOf(startAt, utcOffsetMinutes);
    const before = this.#find(visit);
    const isMoved = before !== null && before.dayNumber !== dayNumber;
    if (isMoved && isOpen(before.booking)) {
      this.#put(before.dayNumber, cancelled(before.booking, at));
    }
    const there = this.#days.get(dayNumber)?.get(visit) ?? null;
    const checkedInAt = dayNumber === this.#dayNumber ? hereSinceAt : null;
    this.#put(dayNumber, { record: bookingOf(event, checkedInAt), isGivenUp: false });
    return () => {
      this.#restore(dayNumber, visit, there);
      if (isMoved) this.#restore(before.dayNumber, visit, before.booking);
    };
  }

  /** Null when there is no such booking. */
  cancel(visitId: string, at: EpochMs): (() => void) | null {
    return this.#change(visitId, (booking) => cancelled(booking, at));
  }

  checkIn(visitId: string, at: EpochMs): (() => void) | null {
    return this.#change(visitId, ({ record }) => ({
      record: { ...record, checkedInAt: at },
      isGivenUp: false,
    }));
  }

  giveUp(visitId: string): (() => void) | null {
    return this.#change(visitId, ({ record }) => ({ record, isGivenUp: true }));
  }

  get #today(): ReadonlyMap<string, Booking> {
    return this.#days.get(this.#dayNumber) ?? new Map();
  }

  #change(visitId: string, change: (booking: Booking) => Booking): (() => void) | null {
    const found = this.#find(visitId);
    if (!found) return null;
    this.#put(found.dayNumber, change(found.booking));
    return () => this.#restore(found.dayNumber, visitId, found.booking);
  }

  /** The one that is meant: today's before others, one that is over only when there is no other. */
  #find(visitId: string): { readonly dayNumber: number; readonly booking: Booking } | null {
    let found: { readonly dayNumber: number; readonly booking: Booking } | null = null;
    for (const [dayNumber, bookings] of this.#days) {
      const booking = bookings.get(visitId);
      if (!booking) continue;
      const isBetter = found === null || (isOpen(booking) && !isOpen(found.booking));
      if (isBetter || (isOpen(booking) && dayNumber === this.#dayNumber)) {
        found = { dayNumber, booking };
      }
    }
    return found;
  }

  #put(dayNumber: number, booking: Booking): void {
    const day: DayOfBookings = this.#days.get(dayNumber) ?? new Map<string, Booking>();
    day.set(booking.record.visitId, booking);
    this.#days.set(dayNumber, day);
    this.#records = null;
    this.#expected = null;
  }

  #restore(dayNumber: number, visitId: string, booking: Booking | null): void {
    if (booking) this.#put(dayNumber, booking);
    else this.#days.get(dayNumber)?.delete(visitId);
    this.#records = null;
    this.#expected = null;
  }
}

function bookingOf(event: Booked, checkedInAt: EpochMs | null): BookingRecord {
  return {
    visitId: event.visit,
    serviceId: event.service,
    providerId: event.provider ?? null,
    visitType: event.visitType ?? null,
    minutes: event.minutes ?? null,
    startAt: event.startAt,
    cancelledAt: null,
    checkedInAt,
  };
}

function cancelled({ record, isGivenUp }: Booking, at: EpochMs): Booking {
  return { record: { ...record, cancelledAt: at }, isGivenUp };
}

function isOpen({ record }: Booking): boolean {
  return record.cancelledAt === null && record.checkedInAt === null;
}

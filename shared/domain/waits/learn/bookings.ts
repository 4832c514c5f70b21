import { MINUTE_MS } from '../../time.ts';
import type { BookingRecord, DayRecord } from '../recorded/day-record.ts';
import { kindOf, type Sample } from '../wait-law.ts';
import {
  addToSample,
  type BinnedSample,
  equallyLikely,
  onceEach,
  type Weighted,
  weightedValues,
} from './binned-sample.ts';
import { minutesBetween } from './clinic-time.ts';
import { addToCounts, type Counts, sumOf } from './counts.ts';
import { type Extent, shrunkShare } from './extent.ts';
import { normalValues } from './normal.ts';

/** Who of the booked comes (a hit is one who never did), and how punctually. */
export type BookingMemory = { readonly noShows: Counts; readonly offsets: BinnedSample };

export const NO_BOOKINGS: BookingMemory = { noShows: [], offsets: [] };

// Section 2.6 of the study of wait predictors: Beta(2, 18), and 40 draws of N(-6, 12).
const NO_SHOW = { share: 0.1, weight: 20 };
const OFFSET_PRIOR: readonly Weighted[] = onceEach(normalValues(40, -6, 12));
const SAMPLE_SIZE = 100;
/** Later than this it was another errand, or another day's appointment. */
const FARTHEST_OFFSET_MINUTES = 180;
/** On a day that is not over, only those who should have come by then tell anything. */
const SETTLED_AFTER_MINUTES = 60;

export function learnBookings(
  memory: BookingMemory,
  record: DayRecord,
  { fade, untilAt }: Extent,
): BookingMemory {
  const settled = record.bookings.filter(
    ({ cancelledAt, startAt }) =>
      cancelledAt === null && startAt <= untilAt - SETTLED_AFTER_MINUTES * MINUTE_MS,
  );
  const offsets = settled
    .flatMap(({ checkedInAt, startAt }) =>
      checkedInAt === null ? [] : [minutesBetween(startAt, checkedInAt)],
    )
    .filter((minutes) => Math.abs(minutes) <= FARTHEST_OFFSET_MINUTES);
  const cases = settled.map((booking) => ({
    name: kindOfBooking(booking),
    isHit: booking.checkedInAt === null,
  }));
  return {
    noShows: addToCounts(memory.noShows, cases, fade),
    offsets: addToSample(memory.offsets, onceEach(offsets), fade),
  };
}

/** By kind, each drawn towards the share of all, and that to the prior. */
export function noShowShares(
  { noShows }: BookingMemory,
  kinds: Iterable<string>,
): ReadonlyMap<string, number> {
  const overall = shrunkShare(sumOf(noShows), NO_SHOW.share, NO_SHOW.weight);
  const shares = new Map<string, number>();
  for (const kind of kinds) shares.set(kind, overall);
  for (const [kind, hits, total] of noShows) {
    shares.set(kind, shrunkShare({ hits, total }, overall, NO_SHOW.weight));
  }
  return shares;
}

export function punctualitySample({ offsets }: BookingMemory): Sample {
  return equallyLikely([...OFFSET_PRIOR, ...weightedValues(offsets)], SAMPLE_SIZE);
}

export function kindOfBooking(booking: BookingRecord): string {
  const { serviceId, visitType, minutes, startAt } = booking;
  return kindOf({ serviceId, visitType, bookedMinutes: minutes, appointmentAt: startAt });
}

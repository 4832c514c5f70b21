import { type Booking, bookingsOf } from './bookings.ts';
import type { ClinicLaw } from './clinic-law.ts';
import { runOn } from './day-run.ts';
import type { Fact } from './day-state.ts';
import { drawDay, knowledgeOf } from './hidden.ts';
import { morningOf } from './observation.ts';
import type { Random } from './random.ts';
import { dropLeft } from './waiting-room.ts';

/** A day as it was, all that a log may miss included. */
export type RunDay = {
  readonly clinic: ClinicLaw;
  readonly bookings: readonly Booking[];
  /** In time order, and in the order of cause at one instant. */
  readonly facts: readonly Fact[];
};

/**
 * Runs a whole day: drawn from what is known in the morning, which is the law of the clinic and who
 * is booked, by the same engine that the oracle runs on from any later instant.
 */
export function runDay(clinic: ClinicLaw, random: Random): RunDay {
  const bookings = bookingsOf(clinic, random);
  const facts: Fact[] = [];
  const morning = drawDay(knowledgeOf(clinic, morningOf(clinic, bookings)), random);
  const day = { ...morning, facts, askedWaiting: Infinity };
  runOn(day);
  day.now = Infinity;
  dropLeft(day);
  return { clinic, bookings, facts: facts.toSorted((a, b) => a.at - b.at) };
}

import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../../shared/domain/time.ts';
import { dayStartAt } from '../clock.ts';

/** Clinic-local days, both included. */
export type Span = { readonly fromDay: string; readonly toDay: string };

/** A little over a year: enough to compare seasons, little enough to be read in one go. */
export const LONGEST_SPAN_DAYS = 400;

/**
 * The span that is answered: two days given the wrong way round are swapped, and of a span longer than
 * 400 days the last 400 are read. The report says which days it is about.
 */
export function answeredSpan({ fromDay, toDay }: Span): Span {
  const [first, last] = fromDay <= toDay ? [fromDay, toDay] : [toDay, fromDay];
  const earliest = addDays(last, 1 - LONGEST_SPAN_DAYS);
  return { fromDay: first < earliest ? earliest : first, toDay: last };
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The four weeks before a span: what it is compared with. */
export function weeksBefore({ fromDay }: Span): Span {
  return { fromDay: addDays(fromDay, -28), toDay: addDays(fromDay, -1) };
}

/** The last so many days of a span and, if it is shorter, of what came before it. */
export function daysUpTo({ toDay }: Span, days: number): Span {
  return { fromDay: addDays(toDay, 1 - days), toDay };
}

export function isWithin(day: string, { fromDay, toDay }: Span): boolean {
  return fromDay <= day && day <= toDay;
}

/** From the first instant of the span to the first after it; days are 23 or 25 hours long at times. */
export function instantsOf(
  { fromDay, toDay }: Span,
  timeZone: string,
): { readonly fromAt: EpochMs; readonly beforeAt: EpochMs } {
  return {
    fromAt: dayStartAt(fromDay, timeZone),
    beforeAt: dayStartAt(addDays(toDay, 1), timeZone),
  };
}

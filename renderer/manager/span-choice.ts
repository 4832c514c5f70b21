import { addDays, type Day, type Span, weekdayOf } from './calendar.ts';

export const SPAN_CHOICES = ['today', 'week', 'four-weeks', 'dates'] as const;
export type SpanChoice = (typeof SPAN_CHOICES)[number];

/** The days a choice stands for today; `dates` are those the manager typed. */
export function spanOf(choice: SpanChoice, today: Day, dates: Span): Span {
  switch (choice) {
    case 'today':
      return { fromDay: today, toDay: today };
    case 'week':
      return { fromDay: addDays(today, 1 - weekdayOf(today)), toDay: today };
    case 'four-weeks':
      return { fromDay: addDays(today, -27), toDay: today };
    case 'dates':
      return dates.fromDay <= dates.toDay ? dates : { fromDay: dates.toDay, toDay: dates.fromDay };
  }
}

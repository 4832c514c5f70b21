const DAY_MS = 86_400_000;

/** A clinic-local date, such as "2026-11-21". */
export type Day = string;

export type Span = { readonly fromDay: Day; readonly toDay: Day };

/** Calendar days are counted in UTC, where every day has 24 hours; no zone comes into it. */
export function addDays(day: Day, days: number): Day {
  const [date = day] = new Date(Date.parse(day) + days * DAY_MS).toISOString().split('T');
  return date;
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(day: Day): number {
  return new Date(Date.parse(day)).getUTCDay() || 7;
}

/** Whether the text is a date that exists, as a browser's date field gives it. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

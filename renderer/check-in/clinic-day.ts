import { MINUTE_MS } from '../../shared/domain/time.ts';

/** The clinic's calendar day as "2026-03-09", whatever zone the device believes it is in. */
export function clinicDay(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-u-nu-latn-ca-gregory', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

/** Which greeting fits at the clinic, whose clocks are so far ahead of UTC. */
export function partOfDay(at: number, utcOffsetMinutes: number): PartOfDay {
  const hour = new Date(at + utcOffsetMinutes * MINUTE_MS).getUTCHours();
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}

/** The name of a month, 1 to 12: people read it faster than its number (UX 2.2). */
export function monthName(month: number, language: string): string {
  return new Intl.DateTimeFormat(`${language}-u-ca-gregory`, {
    timeZone: 'UTC',
    month: 'long',
  }).format(Date.UTC(2024, month - 1, 1));
}

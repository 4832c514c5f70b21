import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';

/** An instant as a log writes it, with how far the clinic's clock was ahead of UTC. */
export type WrittenInstant = { readonly at: EpochMs; readonly utcOffsetMinutes: number };

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|([+-])(\d\d):?(\d\d))$/;
const MOST_OFFSET_MINUTES = 18 * 60;

/** Reads ISO 8601 with an offset; null when it is anything else, also when there is no such time. */
export function readInstant(text: string): WrittenInstant | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [, sign, hours, minutes] = match;
  const ahead = sign === undefined ? 0 : Number(hours) * 60 + Number(minutes);
  const at = Date.parse(text);
  if (Number.isNaN(at) || ahead > MOST_OFFSET_MINUTES || Number(minutes ?? 0) > 59) return null;
  return { at, utcOffsetMinutes: sign === '-' ? -ahead : ahead };
}

/** "2026-11-21T10:05:00+01:00": to the second, or to the millisecond where it has any. */
export function writeInstant(at: EpochMs, utcOffsetMinutes: number): string {
  const local = new Date(at + utcOffsetMinutes * MINUTE_MS).toISOString();
  const end = at % 1000 === 0 ? -5 : -1;
  return local.slice(0, end) + writeOffset(utcOffsetMinutes);
}

function writeOffset(utcOffsetMinutes: number): string {
  const ahead = Math.abs(utcOffsetMinutes);
  const sign = utcOffsetMinutes < 0 ? '-' : '+';
  return `${sign}${twoDigits(Math.floor(ahead / 60))}:${twoDigits(ahead % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

import { SECOND_MS } from '../../shared/domain/time.ts';

/** Whole seconds until an instant of the same clock; 0 when it is past. */
export function secondsUntil(endsAt: number, now: number): number {
  return Math.max(0, Math.ceil((endsAt - now) / SECOND_MS));
}

/** Seconds as minutes and seconds, such as "1:05". */
export function minutesText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

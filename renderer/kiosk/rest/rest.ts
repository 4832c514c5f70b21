import { type EpochMs, MINUTE_MS } from '../../../shared/domain/time.ts';

/** After a touch the kiosk stays awake for so long, whatever the hours: people come early and leave late. */
export const AWAKE_MS = 2 * MINUTE_MS;

type Facts = {
  /** When the clinic opens next, as the server said last; null while kiosks are wanted. */
  readonly closedUntilAt: EpochMs | null;
  readonly isLive: boolean;
  /** Nobody is in the middle of anything. */
  readonly isIdle: boolean;
  /** Somebody has touched the kiosk a moment ago. */
  readonly isAwake: boolean;
  readonly now: EpochMs;
};

/**
 * Whether the kiosk rests: only outside the clinic's hours, and only while nobody is there. What the
 * server said last counts without it, too, but no longer than until the instant it named.
 */
export function isRestTime({ closedUntilAt, isLive, isIdle, isAwake, now }: Facts): boolean {
  if (closedUntilAt === null || !isIdle || isAwake) return false;
  return isLive || now < closedUntilAt;
}

type Wanted = { readonly now: EpochMs; readonly timeZone: string; readonly language: string };

/** The day to say with the hour of opening, such as "Monday"; null when it is today. */
export function openingDay(at: EpochMs, { now, timeZone, language }: Wanted): string | null {
  const day = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' });
  if (day.format(at) === day.format(now)) return null;
  return new Intl.DateTimeFormat(language, { timeZone, weekday: 'long' }).format(at);
}

// No pixel of the panel may show the same all night: each minute the words stand elsewhere.
const PLACES = [
  [0, 0],
  [0.6, -0.5],
  [-0.4, -1],
  [-1, -0.3],
  [0.3, 0.4],
  [1, 1],
  [-0.6, 0.7],
  [0.8, -0.1],
] as const;

/** Where the words stand in this minute: shares of the room there is, from -1 to 1 each way. */
export function placeOfWords(now: EpochMs): readonly [x: number, y: number] {
  return PLACES[Math.floor(now / MINUTE_MS) % PLACES.length] ?? PLACES[0];
}

import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';

/** How long ago something was, in the reader's language, such as "3 min. ago". */
export function agoText(at: EpochMs, now: EpochMs, language: string): string {
  const elapsedMs = Math.max(0, now - at);
  const [unit, unitMs] = UNITS.find(([, ms]) => elapsedMs >= 2 * ms) ?? SECONDS;
  const words = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { style: 'short' });
  return words.format(-Math.floor(elapsedMs / unitMs), unit);
}

const SECONDS = ['second', SECOND_MS] as const;
const UNITS = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
] as const;

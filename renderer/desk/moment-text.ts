import { clockTime } from '../i18n/i18n.ts';
import type { EpochMs } from '../../shared/domain/time.ts';

/** A clock time of the clinic, with its day when that is not today: "21 Nov, 10:40". */
export function momentText(
  at: EpochMs,
  now: EpochMs,
  { timeZone, language }: { readonly timeZone: string; readonly language: string },
): string {
  const date = new Intl.DateTimeFormat(`${language}-u-nu-latn`, {
    timeZone,
    day: 'numeric',
    month: 'short',
  });
  const day = date.format(at);
  const clock = clockTime(at, timeZone, language);
  if (day === date.format(now)) return clock;
  return language === 'ar' ? `${day}، ${clock}` : `${day}, ${clock}`;
}

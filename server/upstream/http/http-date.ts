import type { EpochMs } from '../../../shared/domain/time.ts';

/** The instant of an HTTP date, which is always in GMT and to the second; null when it is none. */
export function httpDate(text: string | null): EpochMs | null {
  if (text === null || !text.endsWith(' GMT')) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

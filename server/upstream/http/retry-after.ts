import { type EpochMs, HOUR_MS, SECOND_MS } from '../../../shared/domain/time.ts';
import { httpDate } from './http-date.ts';

/** A receiver that asks for more has most likely a wrong clock; it is asked again after this. */
const MOST_RETRY_AFTER_MS = HOUR_MS;

/**
 * How long a `Retry-After` asks us to wait, in milliseconds: it holds seconds or an HTTP date, which is
 * relative to `answeredAt`, the answer's own date, so that neither clock need be right. Null when there is
 * none or it makes no sense.
 */
export function retryAfterMs(text: string | null, answeredAt: EpochMs): number | null {
  if (text === null) return null;
  const trimmed = text.trim();
  const at = httpDate(trimmed);
  const asked = /^\d{1,9}$/.test(trimmed) ? Number(trimmed) * SECOND_MS : at && at - answeredAt;
  if (asked === null) return null;
  return Math.min(Math.max(asked, 0), MOST_RETRY_AFTER_MS);
}

import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';

const TRIES = 12;
const WINDOW_MS = MINUTE_MS;

/** Guards against guessing birth dates: so many tries a minute at one kiosk, whoever makes them. */
export class TryLimit {
  readonly #triesAt = new Map<string, EpochMs[]>();

  /** Counts a try. Returns the seconds to wait when there were too many, else null. */
  take(deviceId: string, now: EpochMs): number | null {
    const recent = (this.#triesAt.get(deviceId) ?? []).filter((at) => at > now - WINDOW_MS);
    const [oldest] = recent;
    if (recent.length >= TRIES && oldest !== undefined) {
      this.#triesAt.set(deviceId, recent);
      return Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000));
    }
    this.#triesAt.set(deviceId, [...recent, now]);
    return null;
  }
}

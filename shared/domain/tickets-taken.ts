import type { EpochMs } from './time.ts';

/** The tickets in people's hands, of each length in the order in which they were given out last. */
export class TicketsTaken {
  readonly #byLength = new Map<number, Map<string, EpochMs>>();

  /** Notes that a code was given out; calls come in the order of time. */
  take(code: string, at: EpochMs): void {
    const taken = this.#byLength.get(code.length) ?? new Map<string, EpochMs>();
    // Taken out first: a map keeps a key where it was, and this one's place is its age.
    taken.delete(code);
    taken.set(code, at);
    this.#byLength.set(code.length, taken);
  }

  lastTakenAt(code: string): EpochMs | null {
    return this.#byLength.get(code.length)?.get(code) ?? null;
  }

  /** Whether all `size` codes of this length were given out at or after `sinceAt`: looks at one. */
  areAllTakenSince(length: number, size: number, sinceAt: EpochMs): boolean {
    const taken = this.#byLength.get(length);
    if (taken === undefined || taken.size < size) return false;
    const [oldestAt = -Infinity] = taken.values();
    return oldestAt >= sinceAt;
  }
}

import type { Timing } from './timing.ts';

/** The waiting of one line, which its end cuts short, and some of it a wake. */
export class Naps {
  readonly #timing: Timing;
  #nap: AbortController | null = null;
  #isWakeable = false;
  #isWoken = false;
  #isEnded = false;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  /** There is something new. Remembered until `listen`, so that none is missed. */
  wake(): void {
    this.#isWoken = true;
    if (this.#isWakeable) this.#nap?.abort();
  }

  /** Forgets wakes so far: what they were about is looked at now. */
  listen(): void {
    this.#isWoken = false;
  }

  get isWoken(): boolean {
    return this.#isWoken;
  }

  end(): void {
    this.#isEnded = true;
    this.#nap?.abort();
  }

  async deaf(ms: number): Promise<void> {
    await this.#sleep(ms, false);
  }

  async untilWoken(ms: number): Promise<void> {
    if (!this.#isWoken) await this.#sleep(ms, true);
  }

  async #sleep(ms: number, isWakeable: boolean): Promise<void> {
    if (this.#isEnded) return;
    this.#nap = new AbortController();
    this.#isWakeable = isWakeable;
    await this.#timing.sleep(ms, this.#nap.signal);
    this.#nap = null;
  }
}

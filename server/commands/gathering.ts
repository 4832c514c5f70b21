/**
 * Gathers what comes in and hands it over in batches: one alone in the turn of the event loop it came
 * in, several once a turn brought nobody new. In a rush those who are just sending are in time, too.
 */
export class Gathering<T> {
  readonly #mostInOneBatch: number;
  readonly #handOver: (batch: readonly T[]) => void;
  #waiting: T[] = [];
  #isScheduled = false;

  constructor(mostInOneBatch: number, handOver: (batch: readonly T[]) => void) {
    this.#mostInOneBatch = mostInOneBatch;
    this.#handOver = handOver;
  }

  get isScheduled(): boolean {
    return this.#isScheduled;
  }

  add(item: T): void {
    this.#waiting.push(item);
    this.#schedule();
  }

  /** Hands over all that is waiting, now. */
  flush(): void {
    while (this.#waiting.length > 0) this.#handOver(this.#nextBatch());
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#lookAfterThisTurn(1);
  }

  #lookAfterThisTurn(known: number): void {
    setImmediate(() => {
      const count = this.#waiting.length;
      if (count > known && count < this.#mostInOneBatch) {
        this.#lookAfterThisTurn(count);
        return;
      }
      this.#isScheduled = false;
      // A flush may have come first, and the database may be closed by now.
      if (count === 0) return;
      this.#handOver(this.#nextBatch());
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #nextBatch(): T[] {
    return this.#waiting.splice(0, this.#mostInOneBatch);
  }
}

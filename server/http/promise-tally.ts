import type { PromiseStore } from '../db/promises.ts';
import { type PatientScore, scorePatient } from '../reports/promise-scores.ts';

/**
 * Counts what came of the promises to everybody who was called since it was made, each once, from the
 * ledger: only what was committed, and nothing of it on the way of a command.
 */
export class PromiseTally {
  readonly #promises: PromiseStore;
  readonly #onScore: (score: PatientScore) => void;
  #lastNumber: number;

  constructor(promises: PromiseStore, onScore: (score: PatientScore) => void) {
    this.#promises = promises;
    this.#onScore = onScore;
    this.#lastNumber = promises.lastCallNumber();
  }

  /** Counts the calls made since it was asked last. */
  catchUp(): void {
    for (const { number, ...call } of this.#promises.firstCallsAfter(this.#lastNumber)) {
      const windows = this.#promises.ofEntry(call.entryId);
      this.#onScore(scorePatient({ ...call, goneAt: null }, windows, call.calledAt));
      this.#lastNumber = number;
    }
  }
}

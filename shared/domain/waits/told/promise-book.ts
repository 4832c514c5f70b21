import type { EpochMs } from '../../time.ts';
import type { PromisedWindow } from './held-window.ts';
import { type PromiseScore, SCORES_KEPT, type Trust, trustFrom } from './promise-trust.ts';

/** The first window of somebody whose call is still to come. */
export type OpenPromise = {
  readonly entryId: string;
  readonly serviceId: string;
  readonly usualToAt: EpochMs;
};

export type KnownPromises = {
  /** Oldest first. */
  readonly scores: readonly PromiseScore[];
  readonly open: readonly OpenPromise[];
};

/**
 * Follows the first window of everybody in a queue until it is kept or broken, and says from that how
 * far to trust the next. Later windows are not judged: one bad hour would count for as many as it slips.
 * Told everything in time order; knows nothing that has not happened yet.
 */
export class PromiseBook {
  #scores: readonly PromiseScore[];
  readonly #open: Map<string, OpenPromise>;
  readonly #trust = new Map<string, Trust>();

  constructor({ scores, open }: KnownPromises = { scores: [], open: [] }) {
    this.#scores = scores.slice(-SCORES_KEPT);
    this.#open = new Map(open.map((promise) => [promise.entryId, promise]));
  }

  trust(serviceId: string): Trust {
    const known = this.#trust.get(serviceId);
    if (known !== undefined) return known;
    const trust = trustFrom(this.#scores, serviceId);
    this.#trust.set(serviceId, trust);
    return trust;
  }

  /** Of the windows of one person in one queue the first counts. */
  issued(entry: Pick<OpenPromise, 'entryId' | 'serviceId'>, window: PromisedWindow): void {
    const { entryId, serviceId } = entry;
    if (this.#open.has(entryId)) return;
    this.#open.set(entryId, { entryId, serviceId, usualToAt: window.usualToAt });
  }

  called(entryId: string, at: EpochMs): void {
    const promise = this.#open.get(entryId);
    if (promise) this.#score(promise, at > promise.usualToAt);
  }

  /** They went, or were sent on, without being called. Within the window that says nothing of it. */
  gone(entryId: string, at: EpochMs): void {
    const promise = this.#open.get(entryId);
    if (!promise) return;
    if (at > promise.usualToAt) this.#score(promise, true);
    else this.#open.delete(entryId);
  }

  /** Time has passed: those who still wait after the end they were promised are late already. */
  look(now: EpochMs): void {
    for (const promise of this.#open.values()) {
      if (now > promise.usualToAt) this.#score(promise, true);
    }
  }

  #score({ entryId, serviceId }: OpenPromise, isLate: boolean): void {
    this.#open.delete(entryId);
    this.#scores = [...this.#scores, { serviceId, isLate }].slice(-SCORES_KEPT);
    this.#trust.clear();
  }
}

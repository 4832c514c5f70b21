import { lookByMeans } from './quick-look.ts';
import type { WaitsSeen } from './wait-board.ts';
import type { WaitLook } from './wait-look.ts';
import type { WaitThread } from './wait-thread.ts';

export type WaitRefreshParts = {
  readonly thread: Pick<WaitThread, 'isReady' | 'ask'>;
  /** Counts the changes of the queue, so that one look covers several of them. */
  readonly revision: () => number;
  /** The clinic as it is, and what was learned of it; null while nobody waits. */
  readonly look: () => WaitLook | null;
  /** Takes up estimates for everybody, in a transaction of their own. */
  readonly hold: (seen: WaitsSeen) => void;
  readonly onRefresh: (how: 'rollout' | 'means', seconds: number) => void;
  readonly onProblem: (problem: unknown) => void;
};

/** Whoever works that long is asked again no sooner than after as long a rest. */
const LONGEST_REST_MS = 1_000;

/**
 * Keeps the waits of everybody up to date from outside: one look is under way at a time, and all that
 * happens meanwhile is in the next. While the thread is down or rests, the means alone have to do.
 */
export class WaitRefresh {
  readonly #parts: WaitRefreshParts;
  #seenRevision = -1;
  #isDue = false;
  #isLooking = false;
  #isClosed = false;
  #timer: NodeJS.Immediate | NodeJS.Timeout | null = null;

  constructor(parts: WaitRefreshParts) {
    this.#parts = parts;
  }

  /** After a batch: looks anew if the queue is another. */
  afterBatch(): void {
    if (this.#parts.revision() !== this.#seenRevision) this.look();
  }

  /** Looks anew soon, whatever has happened: time has passed. */
  look(): void {
    this.#isDue = true;
    this.#schedule(0);
  }

  close(): void {
    this.#isClosed = true;
  }

  #schedule(restMs: number): void {
    if (this.#isClosed || this.#isLooking || this.#timer !== null) return;
    const begin = (): void => {
      this.#timer = null;
      void this.#look();
    };
    // After those of this turn are answered.
    this.#timer = restMs > 0 ? setTimeout(begin, restMs).unref() : setImmediate(begin);
  }

  async #look(): Promise<void> {
    if (this.#isClosed) return;
    this.#isLooking = true;
    this.#isDue = false;
    const startedAtMs = performance.now();
    try {
      await this.#refresh();
    } catch (error) {
      this.#parts.onProblem(error);
    }
    this.#isLooking = false;
    const tookMs = performance.now() - startedAtMs;
    if (this.#isDue) this.#schedule(Math.min(tookMs, LONGEST_REST_MS));
  }

  async #refresh(): Promise<void> {
    const { thread, look, hold, onRefresh, onProblem, revision } = this.#parts;
    this.#seenRevision = revision();
    const seen = look();
    if (!seen) return;
    const startedAtMs = performance.now();
    if (thread.isReady) {
      const answer = await thread.ask(seen);
      if (this.#isClosed) return;
      if (answer.kind === 'estimated') {
        hold({ scene: seen.scene, ...answer });
        onRefresh('rollout', (performance.now() - startedAtMs) / 1000);
        return;
      }
      onProblem(new Error(answer.problem));
    }
    hold(lookByMeans(look() ?? seen));
    onRefresh('means', (performance.now() - startedAtMs) / 1000);
  }
}

import { MINUTE_MS } from '../../../shared/domain/time.ts';

/** So often, and over so long, must one thing alone have failed before it is given to staff. */
const FAILURES_BEFORE_GIVEN_UP = 5;
const FAILING_BEFORE_GIVEN_UP_MS = 10 * MINUTE_MS;

type Failing = { readonly times: number; readonly sinceMs: number };

/**
 * Remembers what a server stumbles over again and again while it takes other things, and what must rest
 * because a request for it may still be running. Losing this costs time and nothing else.
 */
export class RepeatedFailures {
  readonly #settleMs: number;
  readonly #monotonicMs: () => number;
  readonly #failing = new Map<string, Failing>();
  readonly #restsUntilMs = new Map<string, number>();
  #lastWriteMs = -Infinity;

  constructor(settleMs: number, monotonicMs: () => number) {
    this.#settleMs = settleMs;
    this.#monotonicMs = monotonicMs;
  }

  /** How long to leave a subject alone; 0 when it may be tried. */
  restMs(subject: string): number {
    return Math.max(0, (this.#restsUntilMs.get(subject) ?? 0) - this.#monotonicMs());
  }

  /** @returns whether the server takes other things and never this one */
  fail(subject: string, isOpen: boolean): boolean {
    const now = this.#monotonicMs();
    if (isOpen) this.#restsUntilMs.set(subject, now + this.#settleMs);
    const before = this.#failing.get(subject) ?? { times: 0, sinceMs: now };
    const failing = { ...before, times: before.times + 1 };
    this.#failing.set(subject, failing);
    const isGivenUp =
      failing.times >= FAILURES_BEFORE_GIVEN_UP &&
      now - failing.sinceMs >= FAILING_BEFORE_GIVEN_UP_MS &&
      this.#lastWriteMs > failing.sinceMs;
    if (isGivenUp) this.#failing.delete(subject);
    return isGivenUp;
  }

  succeed(subject: string, hasWritten: boolean): void {
    this.#failing.delete(subject);
    this.#restsUntilMs.delete(subject);
    if (hasWritten) this.#lastWriteMs = this.#monotonicMs();
  }
}

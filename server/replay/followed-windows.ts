import type { EpochMs } from '../../shared/domain/time.ts';
import {
  type HeldWindow,
  holdWindow,
  type WindowDecision,
} from '../../shared/domain/waits/told/held-window.ts';
import { PromiseBook } from '../../shared/domain/waits/told/promise-book.ts';
import type { RecordedDay } from '../../shared/domain/waits/recorded/recorded-day.ts';
import type { WaitEstimate, WaitEstimates } from '../../shared/domain/waits/wait-estimate.ts';

type Waiting = { readonly entryId: string; readonly serviceId: string };

/**
 * The windows on the screens through recorded days, held and trusted by the rules of the clinic's server.
 */
export class FollowedWindows {
  readonly #book = new PromiseBook();
  #held = new Map<string, HeldWindow>();
  /** Whose first window is in the book already. */
  #told = new Set<string>();

  /** Decides what everybody is told now, keeps that and returns it, by entry. */
  follow(
    day: RecordedDay,
    estimates: WaitEstimates,
    now: EpochMs,
  ): ReadonlyMap<string, HeldWindow> {
    this.#settle(day, estimates, now);
    this.#book.look(now);
    const held = new Map<string, HeldWindow>();
    for (const [entryId, estimate] of estimates) {
      const serviceId = day.leg(entryId)?.serviceId ?? '';
      const { window, change } = this.#decide({ entryId, serviceId }, estimate, now);
      held.set(entryId, window);
      if (window.kind !== 'window' || change === 'kept' || this.#told.has(entryId)) continue;
      this.#told.add(entryId);
      this.#book.issued({ entryId, serviceId }, window);
    }
    this.#held = held;
    return held;
  }

  /** What somebody would be told if the screens were drawn now; changes nothing. */
  peek(waiting: Waiting, estimate: WaitEstimate, now: EpochMs): HeldWindow {
    return this.#decide(waiting, estimate, now).window;
  }

  /** Midnight: nobody waits any more. */
  endDay(day: RecordedDay, endsAt: EpochMs): void {
    this.#settle(day, new Map(), endsAt);
    this.#held = new Map();
    this.#told = new Set();
  }

  #decide({ entryId, serviceId }: Waiting, estimate: WaitEstimate, now: EpochMs): WindowDecision {
    const trust = this.#book.trust(serviceId);
    return holdWindow(this.#held.get(entryId) ?? null, estimate, now, { trust });
  }

  /** What came of the promises to those who wait no more. */
  #settle(day: RecordedDay, estimates: WaitEstimates, now: EpochMs): void {
    for (const entryId of this.#held.keys()) {
      if (estimates.has(entryId)) continue;
      const calledAt = day.leg(entryId)?.calledAt ?? null;
      if (calledAt === null) this.#book.gone(entryId, now);
      else this.#book.called(entryId, calledAt);
    }
  }
}

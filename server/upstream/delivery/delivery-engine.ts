import type { Logger } from 'pino';
import type { DestinationState, SetAsideEvent } from '../../../shared/contract/upstream-state.ts';
import { MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';
import type { Stores } from '../../db/stores.ts';
import { DeliveryLine, type LineParts } from './delivery-line.ts';
import type { Destination } from './destination.ts';
import { destinationState, isNews, outOfOrder } from './destination-state.ts';
import type { Timing } from './timing.ts';
import { wordsOfCrash } from './words-of-crash.ts';

export type DeliveryParts = {
  readonly destinations: readonly Destination[];
  readonly stores: Pick<Stores, 'events' | 'streams' | 'deliveries'>;
  readonly timing: Timing;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** What people see of a destination is different now. Not for every batch. */
  readonly onChanged: () => void;
};

export type Delivery = {
  /** To be called after every commit that may hold an event. Costs next to nothing. */
  readonly wake: () => void;
  /** How each destination is now, in the order of the clinic's file. */
  readonly states: () => readonly DestinationState[];
  /** Resolves once nothing is under way; what is not settled by then is delivered after the next start. */
  readonly close: () => Promise<void>;
};

const WATCH_MS = 10 * SECOND_MS;
/** A line with something to deliver from which nothing has come for so long is started afresh. */
const LONGEST_STALL_MS = 2 * MINUTE_MS;
const CLOSING_MS = 2 * SECOND_MS;
/** More than this nobody goes through at the desk. */
const MOST_SHOWN_ASIDE = 20;

/**
 * Delivers the event log to every destination, each on a line of its own: what one does or fails to do
 * never holds up another, nor the clinic.
 */
export function startDelivery(parts: DeliveryParts): Delivery {
  const { timing, logger } = parts;
  const stop = new AbortController();
  const posts = parts.destinations.map((destination) => new Post(destination, parts));
  const watch = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await timing.sleep(WATCH_MS, stop.signal);
      if (!stop.signal.aborted) for (const post of posts) post.watch();
    }
  };
  const watching = watch();
  return {
    wake: () => {
      for (const post of posts) post.wake();
    },
    states: () => posts.map((post) => post.state()),
    close: async () => {
      stop.abort();
      await watching;
      const ends = await Promise.allSettled(posts.map((post) => post.close()));
      for (const end of ends) {
        if (end.status === 'rejected') {
          logger.error({ crash: wordsOfCrash(end.reason) }, 'a destination did not close');
        }
      }
    },
  };
}

/** One destination, the line that serves it, and what people were last shown of both. */
class Post {
  readonly #destination: Destination;
  readonly #parts: DeliveryParts;
  #line: DeliveryLine;
  #shown: DestinationState;
  #setAside: { readonly version: number; readonly events: readonly SetAsideEvent[] } = {
    version: -1,
    events: [],
  };

  constructor(destination: Destination, parts: DeliveryParts) {
    this.#destination = destination;
    this.#parts = parts;
    this.#line = this.#newLine();
    this.#shown = this.state();
    this.#line.start();
  }

  wake(): void {
    this.#line.wake();
  }

  state(): DestinationState {
    try {
      return this.#seen();
    } catch {
      // The line meets the same fault and reports it; here, nobody must be told that all is well.
      return outOfOrder(this.#destination);
    }
  }

  /** Notices what only the passing of time changes, and a line from which nothing comes any more. */
  watch(): void {
    try {
      this.#tellNews();
      if (this.#isStalled()) this.#startAfresh();
    } catch (error) {
      this.#report(error, 'the watch over a destination crashed');
    }
  }

  async close(): Promise<void> {
    await this.#line.stop();
    const limit = new AbortController();
    const limited = this.#parts.timing.sleep(CLOSING_MS, limit.signal);
    await Promise.race([this.#destination.close(), limited]);
    limit.abort();
  }

  #seen(): DestinationState {
    const { deliveries } = this.#parts.stores;
    const { backlog } = this.#line;
    backlog.look();
    const progress = deliveries.progress(this.#destination.id);
    return destinationState(this.#destination, {
      failure: progress?.failure ?? null,
      lastSuccessAt: progress?.lastSuccessAt ?? null,
      waitingCount: backlog.waitingCount,
      waitedMs: backlog.waitedMs,
      oldestWaitingAt: () => this.#oldestWaitingAt(),
      setAsideCount: backlog.setAsideCount,
      setAside: this.#newestSetAside(),
    });
  }

  #newLine(): DeliveryLine {
    const { stores, timing, logger } = this.#parts;
    const parts: LineParts = {
      destination: this.#destination,
      stores,
      timing,
      logger,
      onTurn: () => this.#tellNews(),
    };
    return new DeliveryLine(parts);
  }

  #isStalled(): boolean {
    const longestMs = Math.max(LONGEST_STALL_MS, this.#destination.deadlineMs * 2);
    return this.#line.backlog.waitingCount > 0 && this.#line.overdueMs > longestMs;
  }

  #startAfresh(): void {
    const { logger } = this.#parts;
    const { overdueMs } = this.#line;
    logger.error(
      { destination: this.#destination.id, overdueMs },
      'delivery stalled; begun afresh',
    );
    this.#line.stop().catch((error: unknown) => this.#report(error, 'a stalled line crashed'));
    this.#line = this.#newLine();
    this.#line.start();
  }

  #tellNews(): void {
    const state = this.state();
    if (!isNews(this.#shown, state)) return;
    this.#shown = state;
    try {
      this.#parts.onChanged();
    } catch (error) {
      this.#report(error, 'what is delivered could not be shown');
    }
  }

  #oldestWaitingAt(): number | null {
    const { deliveries, events } = this.#parts.stores;
    const { backlog, passedSeq } = this.#line;
    const waiting = [
      ...(backlog.againCount > 0 ? deliveries.again(this.#destination.id, 1) : []),
      ...events.after(passedSeq, 1),
    ];
    return waiting.length === 0 ? null : Math.min(...waiting.map(({ occurredAt }) => occurredAt));
  }

  #newestSetAside(): readonly SetAsideEvent[] {
    const { deliveries } = this.#parts.stores;
    const version = deliveries.asideVersion();
    if (version !== this.#setAside.version) {
      const events = deliveries.setAside(this.#destination.id, MOST_SHOWN_ASIDE);
      this.#setAside = { version, events };
    }
    return this.#setAside.events;
  }

  #report(error: unknown, message: string): void {
    const told = { destination: this.#destination.id, crash: wordsOfCrash(error) };
    this.#parts.logger.error(told, message);
  }
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { SECOND_MS, type EpochMs } from '../../../shared/domain/time.ts';
import type { Db } from '../../db/open-database.ts';
import type { Stores } from '../../db/stores.ts';
import type { Destination } from '../delivery/destination.ts';
import { createDeliveredEvents } from './delivered-events.ts';
import { findMissing } from './find-missing.ts';
import { type Stretch, streamStretches } from './stream-stretches.ts';

/** Compared at once: the server does nothing else while it hashes these, some milliseconds. */
const EVENTS_AT_ONCE = 2_000;
const QUESTION_DEADLINE_MS = 30 * SECOND_MS;
const MISSING = 'missing-upstream';

/** A destination that can show what it holds. */
export type ComparableDestination = Pick<Destination, 'id' | 'wants'> &
  Required<Pick<Destination, 'digest'>>;

export type ReconcilePlace = {
  readonly db: Db;
  readonly stores: Pick<Stores, 'deliveries' | 'streams'>;
  readonly now: () => EpochMs;
  /** Ends the comparison: the server stops. */
  readonly signal: AbortSignal;
};

export type Reconciled = {
  /** The destination has shown that it holds everything up to here. */
  readonly confirmedSeq: number;
  /** How many it did not hold; they are to be delivered again. */
  readonly missingCount: number;
  /** How many it has lost that can no longer be sent, because their retention here is over. */
  readonly goneCount: number;
};

/**
 * Compares what a destination says it holds with what was delivered to it, from the last number that it
 * confirmed. What is missing is put back to be delivered again; what is there is confirmed, and only
 * that may ever be purged. A destination that was itself set back is compared from where it ends now.
 * Rejects with words for IT when it cannot be asked; what was compared until then stays.
 */
export async function reconcile(
  destination: ComparableDestination,
  place: ReconcilePlace,
): Promise<Reconciled> {
  const { deliveries, streams } = place.stores;
  const comparison = new Comparison(destination, place);
  // What is to be delivered again has not arrived yet: everything before it is compared.
  const through = deliveries.lowestWaiting(destination.id) - 1;
  for (const stretch of streamStretches(streams.all(), through)) {
    await comparison.compare(stretch);
  }
  return comparison.result();
}

class Comparison {
  readonly #destination: ComparableDestination;
  readonly #place: ReconcilePlace;
  readonly #delivered: ReturnType<typeof createDeliveredEvents>;
  #missingCount = 0;
  #goneCount = 0;

  constructor(destination: ComparableDestination, place: ReconcilePlace) {
    this.#destination = destination;
    this.#place = place;
    this.#delivered = createDeliveredEvents(place.db);
  }

  result(): Reconciled {
    const { deliveries } = this.#place.stores;
    const confirmedSeq = deliveries.progress(this.#destination.id)?.confirmedSeq ?? 0;
    return { confirmedSeq, missingCount: this.#missingCount, goneCount: this.#goneCount };
  }

  async compare(stretch: Stretch): Promise<void> {
    let from = await this.#firstToCompare(stretch);
    while (from <= stretch.to) {
      const to = Math.min(from + EVENTS_AT_ONCE - 1, stretch.to);
      await this.#compareSome({ ...stretch, from, to });
      from = to + 1;
      await nextTurn();
    }
  }

  /** Behind what is confirmed, or behind where the destination ends when it has forgotten some of that. */
  async #firstToCompare({ stream, from, to }: Stretch): Promise<number> {
    const { confirmedSeq } = this.result();
    if (confirmedSeq < from) return from;
    const { lastSeq } = await this.#ask({ stream, from: to, to });
    return Math.max(from, Math.min(lastSeq, confirmedSeq) + 1);
  }

  async #compareSome({ stream, from, to }: Stretch): Promise<void> {
    const { id, wants } = this.#destination;
    const { deliveries } = this.#place.stores;
    const events = this.#delivered(id, from, to).filter((event) => wants(event.type));
    const missing = await findMissing(events, (first, last) =>
      this.#ask({ stream, from: first, to: last }),
    );
    const again = missing.filter((event) => !event.isEmptied).map((event) => event.seq);
    this.#goneCount += missing.length - again.length;
    this.#missingCount += again.length;
    if (again.length > 0) deliveries.putAgain(id, again, MISSING, this.#place.now());
    if (this.#missingCount === 0) deliveries.confirm(id, to);
  }

  #ask(range: Stretch): ReturnType<ComparableDestination['digest']> {
    const deadline = AbortSignal.timeout(QUESTION_DEADLINE_MS);
    return this.#destination.digest(range, AbortSignal.any([this.#place.signal, deadline]));
  }
}

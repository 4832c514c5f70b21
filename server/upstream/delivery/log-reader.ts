import { hash } from 'node:crypto';
import type { Logger } from 'pino';
import type { StoredEvent } from '../../db/events.ts';
import type { Stores } from '../../db/stores.ts';
import type { Backlog } from './backlog.ts';
import { type Batch, fillBatch } from './batch.ts';
import type { BatchSize } from './batch-size.ts';
import type { Destination, ItemOutcome } from './destination.ts';
import type { Timing } from './timing.ts';

/** Most often the next events are for everybody. */
const FIRST_PAGE = 20;
/** Rows read in one go when looking further: few enough that a screen never waits for it. */
const PAGE = 500;
/** What a restart would look through again is kept from growing beyond this. */
const MOST_PASSED_UNKEPT = 5_000;
const EMPTIED_BODY = '{}';
const SHA256_OF_EMPTIED = hash('sha256', EMPTIED_BODY);

type Parts = {
  readonly destination: Pick<Destination, 'id' | 'wants'>;
  readonly stores: Pick<Stores, 'events' | 'streams' | 'deliveries'>;
  readonly backlog: Backlog;
  readonly timing: Timing;
  readonly logger: Pick<Logger, 'warn'>;
  readonly stop: AbortSignal;
};

/** Reads what is to be delivered to one destination next, and passes over what is not for it. */
export class LogReader {
  readonly #parts: Parts;
  /** Up to here everything is delivered or passed over; the next event is the first that waits. */
  #passedSeq: number;
  #keptSeq: number;

  constructor(parts: Parts, throughSeq: number) {
    this.#parts = parts;
    this.#passedSeq = throughSeq;
    this.#keptSeq = throughSeq;
  }

  get passedSeq(): number {
    return this.#passedSeq;
  }

  /** The next batch, or null when nothing is waiting. Lets others run between slices of a long log. */
  async next(size: BatchSize): Promise<Batch | null> {
    const { stores, backlog, timing, stop } = this.#parts;
    while (!backlog.look() && !stop.aborted) await timing.sleep(0, stop);
    if (backlog.againCount > 0) {
      const again = this.#againBatch(size);
      if (again) return again;
    }
    for (let least = FIRST_PAGE; !stop.aborted; least = PAGE) {
      const page = stores.events.after(this.#passedSeq, Math.max(least, size.events));
      const last = page.at(-1);
      if (!last) {
        backlog.caughtUp();
        return null;
      }
      const batch = this.#logBatch(page, size, last.seq);
      if (batch) return batch;
      await timing.sleep(0, stop);
    }
    return null;
  }

  /** The log is delivered up to `throughSeq`, and that is written down. */
  delivered(throughSeq: number, events: readonly StoredEvent[]): void {
    const settled = events.filter(({ seq }) => seq <= throughSeq);
    this.#passedSeq = throughSeq;
    this.#keptSeq = throughSeq;
    this.#parts.backlog.passed(throughSeq, settled);
  }

  /** Writes down what was passed over. Not done each time: it is a flush to the disk for next to nothing. */
  keep(): void {
    if (this.#passedSeq === this.#keptSeq) return;
    const { stores, destination } = this.#parts;
    stores.deliveries.passOver(destination.id, this.#passedSeq);
    this.#keptSeq = this.#passedSeq;
  }

  #againBatch(size: BatchSize): Batch | null {
    const { stores, destination, backlog, timing } = this.#parts;
    const events = stores.deliveries.again(destination.id, PAGE);
    const possible = events.filter((event) => this.#isWanted(event) && !isEmptied(event));
    const impossible = events.filter((event) => !possible.includes(event));
    if (impossible.length > 0) {
      const items = impossible.map((event) => this.#givenUp(event));
      stores.deliveries.settle(destination.id, items, timing.wallNow());
      backlog.look();
    }
    if (possible.length === 0) return null;
    const filled = fillBatch(possible, size, stores.streams.all());
    return { kind: 'again', ...filled, throughSeq: this.#passedSeq };
  }

  #givenUp(event: StoredEvent): ItemOutcome {
    if (!this.#isWanted(event)) return { seq: event.seq, kind: 'done', code: '', detail: '' };
    const detail = 'its body was purged here';
    return { seq: event.seq, kind: 'refused', code: 'body-purged', detail };
  }

  #logBatch(page: readonly StoredEvent[], size: BatchSize, lastSeq: number): Batch | null {
    const wanted = page.filter((event) => this.#isWanted(event));
    const deliverable = wanted.filter((event) => !isEmptied(event));
    const [first] = deliverable;
    this.#passOver(first ? first.seq - 1 : lastSeq, wanted);
    if (!first) return null;
    const filled = fillBatch(deliverable, size, this.#parts.stores.streams.all());
    const isAll = filled.events.length === deliverable.length;
    const throughSeq = isAll ? lastSeq : (filled.events.at(-1)?.seq ?? lastSeq);
    return { kind: 'log', ...filled, throughSeq };
  }

  #passOver(seq: number, wanted: readonly StoredEvent[]): void {
    if (seq <= this.#passedSeq) return;
    const emptied = wanted.filter((event) => event.seq <= seq);
    if (emptied.length > 0) {
      const { logger, destination } = this.#parts;
      const told = { destination: destination.id, events: emptied.length, throughSeq: seq };
      logger.warn(told, 'events passed over whose bodies were purged');
    }
    this.#passedSeq = seq;
    this.#parts.backlog.passed(seq, emptied);
    if (seq - this.#keptSeq >= MOST_PASSED_UNKEPT) this.keep();
  }

  #isWanted({ type }: StoredEvent): boolean {
    return this.#parts.destination.wants(type);
  }
}

/** Its body was purged: what is left of it no longer has its hash, and no receiver would take it. */
function isEmptied({ body, sha256 }: StoredEvent): boolean {
  return body === EMPTIED_BODY && sha256 !== SHA256_OF_EMPTIED;
}

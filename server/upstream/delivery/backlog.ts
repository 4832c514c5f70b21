import type { DeliveryStore } from '../../db/deliveries.ts';
import type { EventStore } from '../../db/events.ts';
import type { Destination } from './destination.ts';
import type { Timing } from './timing.ts';

/** Few enough that counting them is never felt. */
const SLICE = 1_000;

type Parts = {
  readonly destination: Pick<Destination, 'id' | 'wants'>;
  readonly stores: { readonly events: EventStore; readonly deliveries: DeliveryStore };
  readonly timing: Timing;
};

/**
 * How much waits for a destination, and for how long. Each event is counted once, when it is first seen,
 * so that an outage of days does not make every look at it longer.
 */
export class Backlog {
  readonly #parts: Parts;
  #passedSeq: number;
  #countedSeq: number;
  #inLog = 0;
  #again = 0;
  #asideVersion = -1;
  #setAside = 0;
  /** The log's end at some moment: what took longest to get through it is what people wait for. */
  #mark: { readonly seq: number; readonly at: number } | null = null;

  constructor(parts: Parts, throughSeq: number) {
    this.#parts = parts;
    this.#passedSeq = throughSeq;
    this.#countedSeq = throughSeq;
  }

  get waitingCount(): number {
    return this.#inLog + this.#again;
  }

  get againCount(): number {
    return this.#again;
  }

  get setAsideCount(): number {
    return this.#setAside;
  }

  /**
   * For how long, in milliseconds, something has been known here and not been delivered. Measured by a
   * clock that does not jump, and not by when things happened: an answer that was given hours ago at a
   * terminal without a line is not late because it came in just now.
   */
  get waitedMs(): number {
    return this.#mark ? this.#parts.timing.now() - this.#mark.at : 0;
  }

  /** Takes in what is new, at most a slice of it; false when there is more. */
  look(): boolean {
    const { stores } = this.#parts;
    const lastSeq = stores.events.last()?.seq ?? 0;
    const throughSeq = Math.min(lastSeq, this.#countedSeq + SLICE);
    if (throughSeq > this.#countedSeq) this.#count(throughSeq);
    this.#lookAside();
    this.#setMark();
    return throughSeq >= lastSeq;
  }

  /** Everything up to `seq` is delivered or passed over; `wanted` are those of it that waited. */
  passed(seq: number, wanted: readonly { readonly seq: number }[]): void {
    this.#inLog -= wanted.filter((event) => event.seq <= this.#countedSeq).length;
    this.#passedSeq = seq;
    this.#countedSeq = Math.max(this.#countedSeq, seq);
    this.#setMark();
  }

  /** The log has nothing more for the destination, whatever was counted. */
  caughtUp(): void {
    this.#inLog = 0;
    this.#setMark();
  }

  #count(throughSeq: number): void {
    const { stores, destination } = this.#parts;
    for (const { type, count } of stores.deliveries.typeCounts(this.#countedSeq, throughSeq)) {
      if (destination.wants(type)) this.#inLog += count;
    }
    this.#countedSeq = throughSeq;
  }

  #lookAside(): void {
    const { stores, destination } = this.#parts;
    const version = stores.deliveries.asideVersion();
    if (version === this.#asideVersion) return;
    const counts = stores.deliveries.asideCounts(destination.id);
    this.#again = counts.again;
    this.#setAside = counts.setAside;
    this.#asideVersion = version;
  }

  #setMark(): void {
    if (this.waitingCount === 0) this.#mark = null;
    else if (this.#mark === null || this.#isPast(this.#mark.seq)) {
      this.#mark = { seq: this.#countedSeq, at: this.#parts.timing.now() };
    }
  }

  #isPast(seq: number): boolean {
    return this.#passedSeq >= seq && this.#again === 0;
  }
}

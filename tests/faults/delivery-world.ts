import Database from 'better-sqlite3';
import type { Db } from '../../server/db/open-database.ts';
import { createStores, type Stores } from '../../server/db/stores.ts';
import { type Delivery, startDelivery } from '../../server/upstream/delivery/delivery-engine.ts';
import { appendEvents, eventLog } from '../support/event-log.ts';
import {
  type Fate,
  type Memory,
  memoryDestination,
  MemoryReceiver,
} from '../support/memory-receiver.ts';
import { simulatedTiming, type SimulatedTiming } from '../support/simulated-timing.ts';
import type { FaultCount } from './fault.ts';

export type WorldSettings = {
  readonly memory: Memory;
  /** Answers first and commits then, which the wrong crash turns into a lie. */
  readonly answersFirst: boolean;
  readonly random: () => number;
};

const HUB = 'hub';
const EMPTY = eventLog(0).db.serialize();
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
/** The longest back-off, and time to catch up. */
const HEALED_WITHIN_MS = 10 * 60_000;

/**
 * A clinic, a receiver and the line between them, all in memory and in a time of their own. It keeps
 * account of what the clinic was told is taken, and of everything that is not as it must be.
 */
export class DeliveryWorld {
  readonly timing: SimulatedTiming;
  readonly receiver: MemoryReceiver;
  /** What becomes of the next requests. */
  readonly fates: Fate[] = [];
  /** What becomes of the requests after those. */
  otherwise: () => Fate = arrives;
  readonly #answersFirst: boolean;
  #db: Db = opened(EMPTY);
  #stores: Stores = createStores(this.#db);
  #delivery: Delivery | null = null;
  #backup: Buffer | null = null;
  readonly #acknowledged = new Set<string>();
  readonly #missed = new Set<string>();
  /** What the receiver itself lost: found by comparing, and not the fault of delivery. */
  readonly #lostThere = new Set<string>();
  #checkedSeq = 0;

  constructor({ memory, answersFirst, random }: WorldSettings) {
    this.timing = simulatedTiming(random);
    this.receiver = new MemoryReceiver(memory, this.timing.now);
    this.#answersFirst = answersFirst;
    this.#start();
  }

  get stores(): Stores {
    return this.#stores;
  }

  happens(count: number): void {
    appendEvents(this.#stores, count, { at: this.timing.wallNow() });
    this.#delivery?.wake();
  }

  /** Lets time pass, and looks at every instant whether what was acknowledged is really there. */
  async pass(ms: number): Promise<void> {
    await this.timing.passUntil(() => {
      this.#check();
      return false;
    }, ms);
  }

  /** The receiver dies during the next request: a sound one has not answered it by then. */
  receiverDies(): void {
    this.fates.push(this.#answersFirst ? 'answered-and-lost' : 'request-lost');
  }

  /** The clinic's program is killed and started again: only what its database holds is left. */
  async clinicDies(): Promise<void> {
    await this.#delivery?.close();
    this.#start();
  }

  backUp(): void {
    this.#backup = this.#db.serialize();
  }

  /** The disk is replaced by the last copy; nobody tells the program. */
  async restore(): Promise<void> {
    if (!this.#backup) return;
    await this.#delivery?.close();
    this.#db.close();
    this.#db = opened(this.#backup);
    this.#stores = createStores(this.#db);
    this.#checkedSeq = 0;
    this.#start();
  }

  /** The disk of the receiver loses some of what it holds. A comparison finds them. */
  receiverLoses(count: number): void {
    this.#check();
    const through = this.#through();
    const last = this.#stores.events.after(Math.max(0, through - count), count);
    for (const { id, seq } of last) {
      if (seq > through || !this.receiver.inbox.has(id)) continue;
      this.receiver.lose(id);
      this.#acknowledged.delete(id);
      this.#lostThere.add(id);
    }
    this.#compare();
  }

  /** From now on the line is good. Tells what is not as it must be once there was time to catch up. */
  async heal(): Promise<Omit<FaultCount, 'tried'>> {
    this.fates.length = 0;
    this.otherwise = arrives;
    this.#compare();
    const isDelivered = await this.timing.passUntil(() => {
      this.#check();
      return this.#waitingCount() === 0;
    }, HEALED_WITHIN_MS);
    await this.#delivery?.close();
    const here = this.#stores.events.after(0, 1_000_000);
    for (const { id } of here) if (!this.receiver.inbox.has(id)) this.#missed.add(id);
    for (const id of this.#acknowledged) if (!this.receiver.inbox.has(id)) this.#missed.add(id);
    const broken = isDelivered ? [] : ['with a good line, not everything was delivered'];
    this.#db.close();
    return {
      acknowledged: this.#acknowledged.size,
      lost: this.#missed.size,
      duplicated: [...this.receiver.effects.values()].filter((times) => times > 1).length,
      reordered: this.#reordered(),
      broken,
    };
  }

  #start(): void {
    const fate = (): Fate => this.fates.shift() ?? this.otherwise();
    this.#delivery = startDelivery({
      destinations: [memoryDestination(this.receiver, { id: HUB, fate })],
      stores: this.#stores,
      timing: this.timing,
      logger: SILENT,
      onChanged: () => {},
    });
  }

  /** What a comparison with the receiver does: a copy of the disk may be older than the last one. */
  #compare(): void {
    const missing = this.#stores.events
      .after(0, this.#through())
      .filter(({ id }) => this.#lostThere.has(id) && !this.receiver.inbox.has(id));
    const seqs = missing.map(({ seq }) => seq);
    this.#stores.deliveries.putAgain(HUB, seqs, 'missing', this.timing.wallNow());
    this.#delivery?.wake();
  }

  #through(): number {
    return this.#stores.deliveries.progress(HUB)?.throughSeq ?? 0;
  }

  #waitingCount(): number {
    const { deliveries, events } = this.#stores;
    return (events.last()?.seq ?? 0) - this.#through() + deliveries.asideCounts(HUB).again;
  }

  /** What the clinic takes for delivered, the receiver must hold, at this very instant. */
  #check(): void {
    const through = this.#through();
    if (through <= this.#checkedSeq) return;
    const count = through - this.#checkedSeq;
    for (const { id } of this.#stores.events.after(this.#checkedSeq, count)) {
      if (this.#lostThere.has(id)) continue;
      this.#acknowledged.add(id);
      if (!this.receiver.inbox.has(id)) this.#missed.add(id);
    }
    this.#checkedSeq = through;
  }

  /** Within a stream, effects come in the order of its numbers; what was sent again comes when it comes. */
  #reordered(): number {
    const highest = new Map<string, number>();
    let count = 0;
    for (const { stream, seq, id } of this.receiver.order) {
      if (this.#lostThere.has(id)) continue;
      if (seq < (highest.get(stream) ?? 0)) count += 1;
      highest.set(stream, Math.max(seq, highest.get(stream) ?? 0));
    }
    return count;
  }
}

function arrives(): Fate {
  return 'arrives';
}

/** A copy each time: a database in memory writes into the very bytes it was opened with. */
function opened(bytes: Buffer): Db {
  return new Database(Buffer.from(bytes));
}

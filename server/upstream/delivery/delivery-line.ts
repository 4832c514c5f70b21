import type { Logger } from 'pino';
import { SECOND_MS } from '../../../shared/domain/time.ts';
import type { Stores } from '../../db/stores.ts';
import { afterAttempt, type AfterAttempt, type LineState } from './after-attempt.ts';
import { attemptInTime } from './attempt-in-time.ts';
import { backOffMs, firstWaitMs } from './back-off.ts';
import { Backlog } from './backlog.ts';
import type { Batch } from './batch.ts';
import type { Attempt, Destination } from './destination.ts';
import { LogReader } from './log-reader.ts';
import { Naps } from './naps.ts';
import { wordsOfCrash } from './words-of-crash.ts';
import type { Timing } from './timing.ts';

export type LineParts = {
  readonly destination: Destination;
  readonly stores: Pick<Stores, 'events' | 'streams' | 'deliveries'>;
  readonly timing: Timing;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** After each attempt, and whenever all is delivered. */
  readonly onTurn: () => void;
};

/** What happens together travels together. */
const LINGER_MS = 250;
/** Nothing rests on being woken: every now and then a line looks by itself. */
const LOOK_MS = 30 * SECOND_MS;
/** A rush at the kiosks must not become a rush at a hub that is coming back. */
const LEAST_BETWEEN_MS = 5 * SECOND_MS;

/**
 * Delivers the event log to one destination, in order, one request at a time, for as long as it takes.
 * It goes by what the database says is delivered and keeps nothing that must not be lost: wherever it is
 * interrupted, the next one sends the same events again.
 */
export class DeliveryLine {
  readonly backlog: Backlog;
  readonly #parts: LineParts;
  readonly #stop = new AbortController();
  readonly #naps: Naps;
  readonly #reader: LogReader;
  #state: LineState;
  #running: Promise<void> = Promise.resolve();
  #crashes = 0;
  #expectedAt: number;

  constructor(parts: LineParts) {
    const { destination, stores, timing, logger } = parts;
    const { throughSeq } = stores.deliveries.begin(destination.id);
    this.#parts = parts;
    this.#naps = new Naps(timing);
    this.backlog = new Backlog(parts, throughSeq);
    const { backlog } = this;
    const stop = this.#stop.signal;
    const reading = { destination, stores, backlog, timing, logger, stop };
    this.#reader = new LogReader(reading, throughSeq);
    const size = { events: destination.mostEvents, bytes: destination.mostBytes };
    this.#state = { size, failures: 0, refusal: null, freshStream: null };
    this.#expectedAt = timing.now();
  }

  /** The number after which the next event for this destination is looked for. */
  get passedSeq(): number {
    return this.#reader.passedSeq;
  }

  /** For how long nothing has come of the line beyond what it meant to wait, in milliseconds. */
  get overdueMs(): number {
    return Math.max(0, this.#parts.timing.now() - this.#expectedAt);
  }

  start(): void {
    this.#running = this.#run();
  }

  /** There may be something new to deliver. */
  wake(): void {
    this.#naps.wake();
  }

  /** Resolves once nothing is under way any more. What is not settled by then stays to be delivered. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#naps.end();
    await this.#running;
  }

  get #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #run(): Promise<void> {
    await this.#rest(firstWaitMs(this.#parts.timing.random));
    while (!this.#isStopped) {
      try {
        await this.#turn();
        this.#crashes = 0;
      } catch (error) {
        await this.#recover(error);
      }
    }
  }

  async #turn(): Promise<void> {
    this.#naps.listen();
    const batch = await this.#reader.next(this.#state.size);
    if (this.#isStopped) return;
    if (!batch) return this.#idle();
    const attempt = await this.#attempt(batch);
    if (this.#isStopped) return;
    this.#expectAfter(0);
    const { destination, timing } = this.#parts;
    const after = afterAttempt(attempt, batch, this.#state, {
      most: { events: destination.mostEvents, bytes: destination.mostBytes },
      now: timing.now(),
      random: timing.random,
    });
    this.#keep(after, batch, attempt);
    this.#parts.onTurn();
    await this.#waitAfter(after);
  }

  #attempt({ events, stream }: Batch): Promise<Attempt> {
    const { destination, timing } = this.#parts;
    const backlog = Math.max(0, this.backlog.waitingCount - events.length);
    const { id, baseSeq } = stream;
    return attemptInTime(
      (signal) => destination.deliver(events, { stream: id, baseSeq, backlog, signal }),
      {
        deadlineMs: destination.deadlineMs,
        timing,
        stop: this.#stop.signal,
        onCrash: (error) => this.#report(error, 'a destination crashed'),
      },
    );
  }

  #keep(after: AfterAttempt, batch: Batch, attempt: Attempt): void {
    const { destination, stores, timing } = this.#parts;
    const destinationId = destination.id;
    const at = timing.wallNow();
    switch (after.kind) {
      case 'settled': {
        const { items: settled, throughSeq } = after;
        stores.deliveries.record({ destinationId, at, settled, throughSeq, failure: null });
        if (throughSeq !== null) this.#reader.delivered(throughSeq, batch.events);
        break;
      }
      case 'failed': {
        const { failure } = after;
        this.#tellFailure(failure, attempt);
        stores.deliveries.record({ destinationId, at, settled: [], throughSeq: null, failure });
        break;
      }
      case 'smaller':
        break;
      case 'new-stream': {
        const baseSeq = stores.deliveries.lowestWaiting(destinationId);
        const stream = stores.streams.begin(baseSeq, 'rolled-back', at);
        const told = { destination: destinationId, baseSeq, stream: stream.id };
        this.#parts.logger.warn(told, 'this log was set back; it goes on under a new stream');
        this.#state = { ...after.state, freshStream: stream.id };
        return;
      }
    }
    this.#state = after.state;
  }

  /** Once in full when it begins or changes; the many attempts of a long outage are not worth as much. */
  #tellFailure(failure: string, attempt: Attempt): void {
    const { destination, stores, logger } = this.#parts;
    const before = stores.deliveries.progress(destination.id)?.failure ?? null;
    const detail = 'detail' in attempt ? attempt.detail : 'nothing settled';
    const told = { destination: destination.id, failure, detail };
    if (failure === before) logger.info(told, 'delivery failed again');
    else logger.warn(told, 'delivery failed');
  }

  async #waitAfter(after: AfterAttempt): Promise<void> {
    if (after.kind === 'failed' && after.isWakeable) {
      const deafMs = Math.min(after.waitMs, LEAST_BETWEEN_MS);
      this.#expectAfter(after.waitMs);
      await this.#naps.deaf(deafMs);
      return this.#naps.untilWoken(after.waitMs - deafMs);
    }
    await this.#rest('waitMs' in after ? after.waitMs : 0);
  }

  async #idle(): Promise<void> {
    this.#parts.onTurn();
    this.#expectAfter(LOOK_MS);
    await this.#naps.untilWoken(LOOK_MS);
    if (this.#naps.isWoken) await this.#rest(LINGER_MS);
    else if (!this.#isStopped) this.#reader.keep();
  }

  /** The disk may be full, or the fault is ours: nothing is lost by trying again later. */
  async #recover(error: unknown): Promise<void> {
    this.#report(error, 'delivery crashed');
    await this.#rest(backOffMs(this.#crashes, this.#parts.timing.random));
    this.#crashes += 1;
  }

  async #rest(ms: number): Promise<void> {
    this.#expectAfter(ms);
    await this.#naps.deaf(ms);
  }

  #expectAfter(ms: number): void {
    this.#expectedAt = this.#parts.timing.now() + ms;
  }

  #report(error: unknown, message: string): void {
    const told = { destination: this.#parts.destination.id, crash: wordsOfCrash(error) };
    this.#parts.logger.error(told, message);
  }
}

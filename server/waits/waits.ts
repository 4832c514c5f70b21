import path from 'node:path';
import type { Logger } from 'pino';
import type { Clinic } from '../../shared/domain/clinic.ts';
import type { Clock } from '../clock.ts';
import type { ClinicDay } from '../day/clinic-day.ts';
import type { Stores } from '../db/stores.ts';
import { type Learning, startLearning } from './learning.ts';
import { LiveLearner } from './live-learner.ts';
import { createQuickLook } from './quick-look.ts';
import { WaitBoard, type WaitsSeen } from './wait-board.ts';
import { type WaitLook, WaitLooker } from './wait-look.ts';
import { WaitRefresh } from './wait-refresh.ts';
import { WaitThread } from './wait-thread.ts';

export type WaitsParts = {
  readonly clinic: Clinic;
  readonly dataFolder: string;
  readonly day: ClinicDay;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly logger: Logger;
  /** "off": whoever is new is told, and nobody is looked at again; what the bench compares with. */
  readonly refresh: 'worker' | 'off';
  /** Takes up estimates for everybody, in a transaction of their own. */
  readonly hold: (seen: WaitsSeen) => void;
  readonly onRefresh: (how: 'rollout' | 'means', seconds: number) => void;
  readonly onRefreshFailed: () => void;
};

/** Everything that foretells waits, with the threads it works in. */
export class Waits {
  readonly board: WaitBoard;
  readonly thread = new WaitThread();
  readonly #parts: WaitsParts;
  readonly #learner: LiveLearner;
  readonly #looker: WaitLooker;
  readonly #learning: Learning;
  readonly #refresh: WaitRefresh;

  constructor(parts: WaitsParts) {
    const { clinic, day, stores, clock, logger } = parts;
    this.#parts = parts;
    this.#learner = new LiveLearner({
      clinic,
      events: stores.events,
      onFault: (error) => logger.error({ err: error }, 'the day cannot be learned from'),
    });
    this.#learning = startLearning({
      database: path.join(parts.dataFolder, 'clinic.db'),
      clinic,
      events: stores.events,
      models: stores.waitModels,
      clock,
      logger,
      onLearned: (known) => this.#learner.begin(known, day.startAt),
    });
    this.#learner.begin(this.#learning.known(), day.startAt);
    this.#learner.catchUp();
    this.#looker = new WaitLooker({
      day,
      policy: clinic.queue,
      appointments: stores.appointments,
      learner: this.#learner,
    });
    this.board = new WaitBoard(
      {
        services: clinic.services,
        day,
        promises: stores.promises,
        look: (now) => this.#looker.look(now),
        quickLook: createQuickLook(),
      },
      clock.now(),
    );
    this.#refresh = this.#createRefresh();
  }

  /** Begins to keep everybody's wait up to date, and learns the days that are over. */
  start(): void {
    this.tick();
    void this.learn();
  }

  /** Has the days that are over learned, if there are any. Resolves when that is done. */
  learn(): Promise<void> {
    return this.#learning.look();
  }

  /** After each commit. */
  afterBatch(): void {
    if (this.#parts.refresh === 'worker') this.#refresh.afterBatch();
  }

  /** Time has passed. */
  tick(): void {
    if (this.#parts.refresh === 'worker') this.#refresh.look();
  }

  /** Midnight has passed: what was yesterday is learned. */
  newDay(): void {
    // After the transaction that turned to it.
    setImmediate(() => void this.#learning.look());
  }

  /** The list of the day was changed: it is read again. What people were told stays. */
  listChanged(): void {
    this.#looker.forgetList();
  }

  async close(): Promise<void> {
    this.#refresh.close();
    await Promise.all([this.thread.close(), this.#learning.close()]);
  }

  #createRefresh(): WaitRefresh {
    const { day, logger } = this.#parts;
    return new WaitRefresh({
      thread: this.thread,
      revision: () => day.revision,
      look: () => this.#look(),
      hold: this.#parts.hold,
      onRefresh: this.#parts.onRefresh,
      onProblem: (error) => {
        this.#parts.onRefreshFailed();
        logger.error({ err: error }, 'waits are estimated by the means alone');
      },
    });
  }

  #look(): WaitLook | null {
    this.#learner.catchUp();
    const isAnybodyWaiting = this.#parts.day.entries().some(({ status }) => status === 'waiting');
    return isAnybodyWaiting ? this.#looker.look(this.#parts.clock.now()) : null;
  }
}

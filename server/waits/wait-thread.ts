import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';
import type { WaitLook } from './wait-look.ts';
import type { WaitAnswer } from './wait-worker.ts';

/** Beside this file, in the sources as in the bundle. */
const WORKER = path.join(import.meta.dirname, `wait-worker${path.extname(import.meta.filename)}`);

/** An answer takes some milliseconds. After so long there is none to be expected. */
const LONGEST_MS = 5 * SECOND_MS;
const FIRST_PAUSE_MS = SECOND_MS;
const LONGEST_PAUSE_MS = MINUTE_MS;

type Asked = { readonly answer: (answer: WaitAnswer) => void; readonly timer: NodeJS.Timeout };

/**
 * The thread that works out waits, so that nobody's check-in or call waits for it. Started when it is
 * first asked. One that died or does not answer is ended, and a new one begun after a pause that
 * doubles with every failure in a row.
 */
export class WaitThread {
  readonly #file: string;
  #worker: Worker | null = null;
  #asked: Asked | null = null;
  #failures = 0;
  #restsUntilMs = 0;
  #isClosed = false;

  /** `file` is another program for the thread, in tests of what happens when it is at fault. */
  constructor(file: string = WORKER) {
    this.#file = file;
  }

  /** Whether it would answer: not while it answers somebody, or rests after a failure. */
  get isReady(): boolean {
    return !this.#isClosed && this.#asked === null && performance.now() >= this.#restsUntilMs;
  }

  /** Asks it, when it is ready. Never rejects: whatever goes wrong is an answer. */
  ask(look: WaitLook): Promise<WaitAnswer> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#fail('no answer in time'), LONGEST_MS).unref();
      this.#asked = { answer: resolve, timer };
      this.#worker ??= this.#start();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      this.#worker.postMessage(look);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#settle({ kind: 'failed', problem: 'closed' });
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  /** Ends it as a crash would; the next that asks gets a new one. For tests. */
  async kill(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#file);
    // Nothing that is worked out may keep the program from ending.
    worker.unref();
    worker.on('message', (answer: WaitAnswer) => {
      if (worker !== this.#worker) return;
      if (answer.kind === 'failed') return this.#fail(answer.problem);
      this.#failures = 0;
      this.#settle(answer);
    });
    worker.on('error', (error) => {
      if (worker === this.#worker) this.#fail(error instanceof Error ? error.message : 'unknown');
    });
    worker.on('exit', () => {
      if (worker === this.#worker) this.#fail('the thread ended');
    });
    return worker;
  }

  #fail(problem: string): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
    this.#restsUntilMs =
      performance.now() + Math.min(FIRST_PAUSE_MS * 2 ** this.#failures, LONGEST_PAUSE_MS);
    this.#failures += 1;
    this.#settle({ kind: 'failed', problem });
  }

  #settle(answer: WaitAnswer): void {
    const asked = this.#asked;
    this.#asked = null;
    if (!asked) return;
    clearTimeout(asked.timer);
    asked.answer(answer);
  }
}

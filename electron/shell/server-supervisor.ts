import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { ServerState } from '../../shared/contract/kiosk-bridge.ts';
import { nextTry } from './back-off.ts';

const Ready = z.object({ type: z.literal('ready'), port: z.int() });
/** A server that is told to stop answers what it has accepted and closes its database by then. */
const STOP_WITHIN_MS = 10_000;

/** As much of Electron's utility process as a supervisor needs. */
export type ServerProcess = {
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  readonly on: {
    (name: 'message', listener: (message: unknown) => void): unknown;
    (name: 'exit', listener: (code: number) => void): unknown;
  };
  readonly postMessage: (message: unknown) => void;
  readonly kill: () => boolean;
};

export type SupervisorParts = {
  readonly fork: () => ServerProcess;
  /** The port it is told to use: the same at every start, so that pages find it again. */
  readonly port: number;
  readonly readyWithinMs: number;
  readonly onGiveUp: () => void;
  readonly log: (message: string) => void;
};

/** Keeps the site server running: one process at a time, started anew when it ends. */
export class ServerSupervisor {
  readonly #parts: SupervisorParts;
  #child: ServerProcess | null = null;
  #state: ServerState = 'stopped';
  #failures: readonly number[] = [];
  #restarts = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Starts after the first. */
  get restarts(): number {
    return this.#restarts;
  }

  start(): void {
    const { fork, readyWithinMs, log } = this.#parts;
    this.#state = 'starting';
    const child = fork();
    this.#child = child;
    child.on('message', (message: unknown) => this.#hear(child, message));
    child.on('exit', (code) => this.#ended(child, code));
    logLines(child, log);
    this.#timer = setTimeout(() => {
      log(`the server was not ready within ${readyWithinMs / 1000} seconds`);
      child.kill();
    }, readyWithinMs);
  }

  /** As staff ask for: ends the server properly and starts it again. Asked twice, it does so once. */
  async restart(): Promise<void> {
    if (this.#state === 'stopped') return;
    await this.stop();
    this.#restarts += 1;
    this.start();
  }

  /** Resolves when the server has closed its database and ended, or has been killed for not doing so. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#state = 'stopped';
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    const gone = new Promise<void>((resolve) => {
      child.on('exit', () => resolve());
    });
    const limit = setTimeout(() => {
      this.#parts.log('the server did not stop in time and was killed');
      child.kill();
    }, STOP_WITHIN_MS);
    // Electron's port between processes, which knows no origins.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    child.postMessage({ type: 'shutdown' });
    await gone;
    clearTimeout(limit);
  }

  #hear(child: ServerProcess, message: unknown): void {
    const ready = Ready.safeParse(message);
    if (child !== this.#child || !ready.success) return;
    if (ready.data.port !== this.#parts.port) {
      this.#parts.log(`the server listens on port ${ready.data.port}, not ${this.#parts.port}`);
      child.kill();
      return;
    }
    clearTimeout(this.#timer);
    this.#state = 'ready';
    this.#parts.log('the server is ready');
  }

  #ended(child: ServerProcess, code: number): void {
    if (child !== this.#child) return;
    clearTimeout(this.#timer);
    this.#child = null;
    this.#state = 'down';
    this.#parts.log(`the server ended with code ${code}`);
    const next = nextTry(this.#failures, Date.now());
    if (next.kind === 'give-up') {
      this.#parts.onGiveUp();
      return;
    }
    this.#failures = next.failures;
    this.#timer = setTimeout(() => {
      this.#restarts += 1;
      this.start();
    }, next.afterMs);
  }
}

function logLines(child: ServerProcess, log: (message: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      if (line.trim() !== '') log(`server: ${line}`);
    });
  }
}

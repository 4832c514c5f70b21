import type { App, Event } from 'electron';
import { EXIT_CODES, type ExitCode } from './exit-codes.ts';

/** Ending takes no longer than this, whatever hangs. */
const END_WITHIN_MS = 15_000;

/** As much of Electron's app as an end needs. */
export type EndingApp = Pick<App, 'relaunch' | 'exit'> & {
  readonly on: (
    name: 'before-quit',
    listener: (event: Pick<Event, 'preventDefault'>) => void,
  ) => unknown;
};

export type ProgramEndParts = {
  /** Whether a service manager starts the program again; two that do so would race for it. */
  readonly isWatchedOver: boolean;
  readonly log: (message: string) => void;
};

/** The one way out of the program: the server is stopped first, and the exit code says why. */
export class ProgramEnd {
  readonly #app: EndingApp;
  readonly #parts: ProgramEndParts;
  #before: () => Promise<void> = () => Promise.resolve();
  #isEnding = false;

  constructor(app: EndingApp, parts: ProgramEndParts) {
    this.#app = app;
    this.#parts = parts;
    // A signal, or the session that ends.
    app.on('before-quit', (event) => {
      event.preventDefault();
      this.end(EXIT_CODES.ended);
    });
  }

  /** What has to be done first. */
  before(work: () => Promise<void>): void {
    this.#before = work;
  }

  /** Ends the program; asked again while it ends, nothing more happens. */
  end(code: ExitCode): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    const { isWatchedOver, log } = this.#parts;
    log(`the program ends with code ${code}`);
    const isToComeBack = code === EXIT_CODES.gaveUp || code === EXIT_CODES.startAnew;
    const leave = (): void => {
      if (isToComeBack && !isWatchedOver) this.#app.relaunch();
      this.#app.exit(code);
    };
    setTimeout(leave, END_WITHIN_MS);
    void this.#before().then(leave, leave);
  }
}

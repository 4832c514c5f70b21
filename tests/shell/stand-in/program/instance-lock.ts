import {
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

export type SecondInstance = {
  readonly arguments: readonly string[];
  readonly workingFolder: string;
};

/** One program for each folder of its own data, as Chromium keeps it: by a link that names a process. */
export class InstanceLock {
  readonly #folder: string;
  #isHeld = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Whether this program is the only one; if it is not, the other one is told. */
  request(onSecond: (second: SecondInstance) => void): boolean {
    if (this.#isHeld) return true;
    mkdirSync(this.#folder, { recursive: true });
    if (!this.#take()) {
      const second: SecondInstance = { arguments: process.argv, workingFolder: process.cwd() };
      writeFileSync(this.#note, JSON.stringify(second));
      return false;
    }
    this.#isHeld = true;
    this.#watch(onSecond);
    return true;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    rmSync(this.#link, { force: true });
  }

  get #link(): string {
    return path.join(this.#folder, 'SingletonLock');
  }

  get #note(): string {
    return path.join(this.#folder, 'SingletonNote');
  }

  #take(): boolean {
    try {
      symlinkSync(String(process.pid), this.#link);
      return true;
    } catch {
      if (isAlive(Number(readlinkSync(this.#link)))) return false;
      // Of a program that was killed.
      rmSync(this.#link, { force: true });
      return this.#take();
    }
  }

  #watch(onSecond: (second: SecondInstance) => void): void {
    const watcher = watch(this.#folder, (_event, name) => {
      if (name !== path.basename(this.#note)) return;
      try {
        // True because the stand-in itself wrote it.
        const second = JSON.parse(readFileSync(this.#note, 'utf8')) as SecondInstance;
        rmSync(this.#note, { force: true });
        onSecond(second);
      } catch {
        // Half written, or read already: another event follows, or has been.
      }
    });
    watcher.unref();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

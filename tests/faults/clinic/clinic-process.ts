import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { clinicSettings } from '../../support/clinic.ts';
import { MISTAKE_VARIABLE, type MistakeName } from './mistakes.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const MISTAKE_MAKER = path.join(import.meta.dirname, 'make-mistake.ts');

export type ClinicProcessOptions = Preloaded & {
  /** Its data and its clinic's file are made in here. */
  readonly folder: string;
  /** More of the clinic's file. */
  readonly settings?: Readonly<Record<string, unknown>>;
};

/** The site server as it runs in a clinic: a process of its own that can be killed. */
export class ClinicProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<unknown>;
  readonly ready: Promise<string>;

  constructor(options: ClinicProcessOptions) {
    const { folder, settings = {} } = options;
    const file = path.join(folder, 'clinic.json');
    writeFileSync(file, JSON.stringify(clinicSettings({ timeZone: noonZone(), ...settings })));
    const program = ['server/main.ts', '--config', file, '--port', '0', '--data', dataIn(folder)];
    this.child = spawnProgram([...program, '--log-level', 'fatal'], options);
    this.exited = once(this.child, 'exit');
    this.ready = this.#address();
    // Whoever kills it before it is up does not ask.
    this.ready.catch(() => {});
  }

  static async start(options: ClinicProcessOptions): Promise<ClinicProcess> {
    const clinic = new ClinicProcess(options);
    await clinic.ready;
    return clinic;
  }

  /** kill -9: nothing of it runs on, and nothing more is written. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** Stops it as a service manager would. */
  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.exited;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async #address(): Promise<string> {
    const gone = this.exited.then(() => {
      throw new Error('The server ended before it was ready');
    });
    const [message] = await Promise.race([once(this.child, 'message'), gone]);
    // True because its only message to whoever started it is this one.
    return `http://127.0.0.1:${(message as { readonly port: number }).port}`;
  }
}

/** Where a clinic in this folder keeps its data. */
export function dataIn(folder: string): string {
  return path.join(folder, 'data');
}

export type Preloaded = {
  readonly mistake?: MistakeName | null;
  readonly env?: Readonly<Record<string, string>>;
  /** Modules that are loaded before the program. */
  readonly preload?: readonly string[];
};

/** Starts a program of ours, with a mistake in it when one is named. */
export function spawnProgram(program: readonly string[], options: Preloaded): ChildProcess {
  const { args, env } = preloaded(options);
  return spawn(process.execPath, [...args, ...program], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env,
  });
}

/** What comes before the name of a program, and its environment. */
export function preloaded({ mistake = null, env = {}, preload = [] }: Preloaded): {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
} {
  const modules = mistake === null ? preload : [MISTAKE_MAKER, ...preload];
  // What Node warns of in a program with a mistake is no news.
  const own = mistake === null ? {} : { [MISTAKE_VARIABLE]: mistake, NODE_NO_WARNINGS: '1' };
  return {
    args: modules.flatMap((module) => ['--import', module]),
    env: { ...process.env, ...own, ...env },
  };
}

/** A zone in which it is about noon now, so that no run meets midnight. */
function noonZone(): string {
  const offset = new Date().getUTCHours() - 12;
  // The sign of these names is the other way round: Etc/GMT-3 is three hours ahead.
  return `Etc/GMT${offset >= 0 ? '+' : ''}${offset}`;
}

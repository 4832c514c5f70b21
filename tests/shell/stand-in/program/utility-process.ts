import { type ChildProcess, fork, type ForkOptions as NodeForkOptions } from 'node:child_process';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { ForkOptions, UtilityProcess } from 'electron';
import type { StandInApp } from './app.ts';
import { refuse } from './misuse.ts';
import { needReady, type Program } from './program.ts';
import { checkKeys, preventable, strict, StrictEmitter } from './strict.ts';

const EVENTS = ['spawn', 'exit', 'message', 'error'];
const OPTIONS = ['env', 'execArgv', 'cwd', 'stdio', 'serviceName'];
const PARENT_PORT = pathToFileURL(path.join(import.meta.dirname, 'parent-port.ts')).href;

type Modelled = Pick<UtilityProcess, 'pid' | 'kill' | 'postMessage'>;

/** Stands in for a `UtilityProcess`: a real process, whose `process.parentPort` leads here. */
class StandInUtilityProcess extends StrictEmitter implements Modelled {
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  readonly #child: ChildProcess;
  #pid: number | undefined;

  constructor(child: ChildProcess, onGone: (code: number, wasKilled: boolean) => void) {
    super('UtilityProcess', EVENTS);
    this.#child = child;
    this.stdout = child.stdout;
    this.stderr = child.stderr;
    child.on('spawn', () => {
      this.#pid = child.pid;
      this.emit('spawn');
    });
    child.on('message', (message) => this.emit('message', message));
    child.on('error', (error) => this.emit('error', 'FatalError', '', error.message));
    child.on('exit', (code, signal) => {
      this.#pid = undefined;
      const exitCode = code ?? 1;
      onGone(exitCode, signal !== null);
      this.emit('exit', exitCode);
    });
  }

  get pid(): number | undefined {
    return this.#pid;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) refuse('the stand-in transfers no ports');
    if (this.#child.connected) this.#child.send(message as object);
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }
}

/** Stands in for the module `utilityProcess`. */
export class StandInUtilityProcesses {
  readonly #program: Program;
  readonly #app: StandInApp;
  readonly #children = new Set<ChildProcess>();

  constructor(program: Program, app: StandInApp) {
    this.#program = program;
    this.#app = app;
  }

  fork(file: string, programArguments: readonly string[] = [], options: ForkOptions = {}) {
    needReady(this.#program, 'utilityProcess cannot be created before app is ready.');
    checkKeys(options, OPTIONS, 'ForkOptions');
    const { clockAheadMs } = this.#program.options;
    const parentPort = `${PARENT_PORT}?clock-ahead-ms=${clockAheadMs}`;
    const child = fork(file, [...programArguments], forkOptions(options, parentPort));
    this.#children.add(child);
    const { serviceName = 'Node Utility Process' } = options;
    const process = new StandInUtilityProcess(child, (exitCode, wasKilled) => {
      this.#children.delete(child);
      if (exitCode === 0) return;
      const reason = wasKilled ? 'killed' : 'abnormal-exit';
      this.#app.emit('child-process-gone', preventable({}), {
        type: 'Utility',
        reason,
        exitCode,
        serviceName: 'node.mojom.NodeService',
        name: serviceName,
      });
    });
    return strict<StandInUtilityProcess>(process, 'UtilityProcess');
  }

  /** Of the one started last that still runs, or null. */
  get lastPid(): number | null {
    return [...this.#children].at(-1)?.pid ?? null;
  }
}

function forkOptions(
  { env, cwd, execArgv = [], stdio }: ForkOptions,
  parentPort: string,
): NodeForkOptions {
  return {
    env: { ...(env ?? process.env) },
    ...(cwd === undefined ? {} : { cwd }),
    stdio: [...outputs(stdio), 'ipc'],
    serialization: 'advanced',
    // A rejection that nobody handles only warns in Electron's utility processes.
    execArgv: [...execArgv, '--unhandled-rejections=warn', '--import', parentPort],
  };
}

function outputs(stdio: ForkOptions['stdio']): readonly ('pipe' | 'ignore' | 'inherit')[] {
  const asked = stdio ?? 'inherit';
  const [input, ...others] =
    typeof asked === 'string' ? (['ignore', asked, asked] as const) : asked;
  if (input !== 'ignore') refuse('a utility process has no standard input');
  const known = others.filter(
    (output) => output === 'pipe' || output === 'ignore' || output === 'inherit',
  );
  if (known.length !== 2) refuse(`the stand-in has no stdio ${JSON.stringify(stdio)}`);
  return ['ignore', ...known];
}

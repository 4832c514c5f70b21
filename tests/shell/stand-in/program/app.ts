import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { App } from 'electron';
import { CommandLine } from './command-line.ts';
import { InstanceLock } from './instance-lock.ts';
import { refuse, noteMisuse } from './misuse.ts';
import { needNotReady, type Program } from './program.ts';
import { preventable, StrictEmitter } from './strict.ts';

const EVENTS = [
  'will-finish-launching',
  'ready',
  'web-contents-created',
  'browser-window-created',
  'render-process-gone',
  'child-process-gone',
  'second-instance',
  'window-all-closed',
  'activate',
  'before-quit',
  'will-quit',
  'quit',
];

type Modelled = Pick<
  App,
  | 'isPackaged'
  | 'getVersion'
  | 'getName'
  | 'setName'
  | 'getAppPath'
  | 'getPath'
  | 'setPath'
  | 'setDesktopName'
  | 'enableSandbox'
  | 'disableHardwareAcceleration'
  | 'isReady'
  | 'whenReady'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'relaunch'
  | 'quit'
  | 'exit'
  | 'getAppMetrics'
  | 'getLocale'
>;

/** Windows, as far as the program's end is concerned. */
export type ClosableWindow = {
  readonly close: () => void;
  readonly destroy: () => void;
  readonly isDestroyed: () => boolean;
};

/** Stands in for `app`. */
export class StandInApp extends StrictEmitter implements Modelled {
  readonly commandLine = new CommandLine(process.argv.slice(1));
  readonly isPackaged: boolean;
  readonly #program: Program;
  readonly #windows = new Set<ClosableWindow>();
  readonly #paths = new Map<string, string>();
  readonly #package: { readonly name: string; readonly version: string };
  readonly #becameReady = Promise.withResolvers<void>();
  #lock: InstanceLock | null = null;
  #name: string | null = null;
  #isReady = false;
  #isSoftwareDrawn = false;
  #end: 'none' | 'quitting' | 'exiting' = 'none';

  constructor(program: Program) {
    super('app', EVENTS);
    this.#program = program;
    this.isPackaged = program.options.isPackaged;
    this.#package = readPackage(path.dirname(program.options.main));
  }

  /** Called by the stand-in when the main module has been evaluated. */
  becomeReady(): void {
    if (this.#end !== 'none') return;
    this.emit('will-finish-launching');
    this.#isReady = true;
    this.emit('ready', preventable({}), {});
    this.#becameReady.resolve();
  }

  getVersion(): string {
    return this.#package.version;
  }

  getName(): string {
    return this.#name ?? this.#package.name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getLocale(): string {
    return 'en-GB';
  }

  getAppPath(): string {
    return path.dirname(this.#program.options.main);
  }

  setDesktopName(): void {
    needNotReady(this.#program, 'app.setDesktopName() has no effect once the app is ready');
  }

  getPath(name: string): string {
    const set = this.#paths.get(name);
    if (set !== undefined) return set;
    switch (name) {
      case 'userData':
      case 'sessionData':
        return this.#userData();
      case 'logs':
        return path.join(this.#userData(), 'logs');
      case 'crashDumps':
        return path.join(this.#userData(), 'Crashpad');
      case 'exe':
        return process.execPath;
      case 'temp':
        return os.tmpdir();
      case 'home':
        return os.homedir();
      case 'appData':
        return path.join(os.homedir(), '.config');
      default:
        return refuse(`the stand-in has no path "${name}"`);
    }
  }

  setPath(name: string, folder: string): void {
    if (!path.isAbsolute(folder)) throw new Error('Path must be absolute');
    this.#paths.set(name, folder);
  }

  enableSandbox(): void {
    needNotReady(this.#program, 'app.enableSandbox() can only be called before app is ready');
  }

  disableHardwareAcceleration(): void {
    const sentence = 'app.disableHardwareAcceleration() can only be called before app is ready';
    needNotReady(this.#program, sentence);
    this.#isSoftwareDrawn = true;
  }

  /** For tests. */
  get isSoftwareDrawn(): boolean {
    return this.#isSoftwareDrawn;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<void> {
    return this.#becameReady.promise;
  }

  requestSingleInstanceLock(): boolean {
    this.#lock ??= new InstanceLock(this.getPath('userData'));
    return this.#lock.request((second) => {
      const { arguments: programArguments, workingFolder } = second;
      this.emit('second-instance', preventable({}), programArguments, workingFolder, null);
    });
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock?.isHeld ?? false;
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.release();
  }

  relaunch(options: { readonly args?: readonly string[] } = {}): void {
    this.#program.browser.tell('relaunched', { arguments: options.args ?? process.argv.slice(1) });
  }

  /** Windows are asked, in this order: `before-quit`, each `close`, `will-quit`, `quit`. */
  quit(): void {
    if (this.#end !== 'none') return;
    this.#end = 'quitting';
    if (this.#isPrevented('before-quit')) return;
    for (const window of this.#openWindows()) {
      window.close();
      if (!window.isDestroyed()) {
        this.#end = 'none';
        return;
      }
    }
    if (this.#isPrevented('will-quit')) return;
    this.exit(0);
  }

  /** Nobody is asked. The process ends after what runs now, as Electron's does. */
  exit(code = 0): void {
    if (this.#end === 'exiting') return;
    this.#end = 'exiting';
    for (const window of this.#openWindows()) window.destroy();
    this.emit('quit', preventable({}), code);
    this.#lock?.release();
    setImmediate(() => process.exit(code));
  }

  getAppMetrics(): ReturnType<App['getAppMetrics']> {
    const kilobytes = Math.round(process.memoryUsage().rss / 1024);
    return [
      {
        type: 'Browser',
        pid: process.pid,
        creationTime: Date.now() - process.uptime() * 1000,
        cpu: { percentCPUUsage: 0, idleWakeupsPerSecond: 0 },
        memory: { workingSetSize: kilobytes, peakWorkingSetSize: kilobytes },
      },
    ];
  }

  opened(window: ClosableWindow): void {
    if (this.#end === 'exiting') noteMisuse('a window is opened while the program ends');
    this.#windows.add(window);
  }

  closed(window: ClosableWindow): void {
    this.#windows.delete(window);
    if (this.#windows.size > 0 || this.#end !== 'none') return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  /** Those of this moment: what is opened while they are closed is not among them. */
  #openWindows(): readonly ClosableWindow[] {
    return [...this.#windows];
  }

  #isPrevented(name: 'before-quit' | 'will-quit'): boolean {
    const event = preventable({});
    this.emit(name, event);
    if (event.defaultPrevented) this.#end = 'none';
    return event.defaultPrevented;
  }

  #userData(): string {
    const named = this.commandLine.getSwitchValue('user-data-dir');
    if (named === '') noteMisuse('the program was not given a folder for its own data');
    const folder = named === '' ? path.join(os.tmpdir(), 'stand-in') : path.resolve(named);
    mkdirSync(folder, { recursive: true });
    return folder;
  }
}

/** As Electron finds the program's name and version: in the nearest package.json. */
function readPackage(folder: string): { readonly name: string; readonly version: string } {
  const file = path.join(folder, 'package.json');
  if (existsSync(file)) {
    // Only these two are read, and a package has both.
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    return { name: name ?? '', version: version ?? '' };
  }
  const parent = path.dirname(folder);
  return parent === folder ? { name: 'stand-in', version: '0.0.0' } : readPackage(parent);
}

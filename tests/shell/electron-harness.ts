import { type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  _electron,
  type Browser,
  chromium,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import { KIOSK_PAGES, type KioskPage } from '../../shared/contract/kiosk-bridge.ts';
import { freePort } from '../support/free-port.ts';
import type { KeyPress, KioskChoice, KioskHarness, RunningKiosk } from './harness.ts';

const PAGE_WITHIN_MS = 20_000;
const KEY_WITHIN_MS = 1_000;
const ASKED_EVERY_MS = 50;

/**
 * Starts kiosks in the real Electron, whose program this is. It needs a display, and an Electron that lets
 * itself be driven: with the fuse for `--inspect` on. Its displays and its clock are the machine's own.
 */
export function electronHarness(executablePath: string): KioskHarness {
  return { kind: 'electron', start: (choice) => startElectron(executablePath, choice) };
}

async function startElectron(executablePath: string, choice: KioskChoice): Promise<RunningKiosk> {
  if (choice.startsAt !== undefined) throw new Error('The clock of this machine is its own.');
  if (choice.isPackaged === true) throw new Error('This Electron runs a program from its sources.');
  const isOwnFolder = choice.userData === undefined;
  const userData = choice.userData ?? mkdtempSync(path.join(tmpdir(), 'foyer-kiosk-'));
  const file = path.join(userData, 'kiosk.json');
  if (choice.file !== null) writeFileSync(file, JSON.stringify(choice.file));
  const debuggingPort = await freePort();
  const app = await _electron.launch({
    executablePath,
    args: [
      path.resolve(process.env['FOYER_DIST'] ?? 'dist', 'electron/main.js'),
      // After Playwright's own: the last one counts. Through it, pages are found again after a crash.
      `--remote-debugging-port=${debuggingPort}`,
      `--user-data-dir=${userData}`,
      ...(choice.file === null ? [] : [`--config=${file}`]),
      ...(choice.arguments ?? []),
    ],
    env: { ...environmentOf(process.env), ...choice.environment },
  });
  return new ElectronKiosk({ app, userData, file, isOwnFolder, debuggingPort });
}

type ElectronKioskParts = {
  readonly app: ElectronApplication;
  readonly userData: string;
  readonly file: string;
  readonly isOwnFolder: boolean;
  readonly debuggingPort: number;
};

type WindowState = {
  readonly id: number;
  readonly url: string;
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly isKiosk: boolean;
  readonly isLoading: boolean;
};

class ElectronKiosk implements RunningKiosk {
  readonly userData: string;
  readonly file: string;
  readonly exited: Promise<number>;
  readonly standIn = null;
  readonly #parts: ElectronKioskParts;
  readonly #app: ElectronApplication;
  readonly #child: ChildProcess;
  /** The page each window was made for, by its id: kept, for the staff page may be in it later. */
  readonly #madeFor = new Map<number, KioskPage | null>();
  #browser: Promise<Browser> | null = null;
  #output = '';
  #hasExited = false;

  constructor(parts: ElectronKioskParts) {
    this.#parts = parts;
    this.#app = parts.app;
    this.userData = parts.userData;
    this.file = parts.file;
    this.#child = parts.app.process();
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
    }
    this.exited = new Promise((resolve) => {
      this.#child.on('exit', (code) => {
        this.#hasExited = true;
        resolve(code ?? 128);
      });
    });
  }

  page(page: KioskPage): Promise<Page> {
    return this.#whenLoaded(page);
  }

  anyPage(): Promise<Page> {
    return this.#whenLoaded(null);
  }

  async windows() {
    const states = await this.#states();
    return states.flatMap(({ id, bounds, isKiosk }) => {
      const page = this.#madeFor.get(id) ?? null;
      return page === null ? [] : [{ page, bounds, isKiosk }];
    });
  }

  async closeWindow(page: KioskPage): Promise<void> {
    const id = await this.#idOf(page);
    await this.#app.evaluate(({ BrowserWindow }, it) => BrowserWindow.fromId(it)?.destroy(), id);
  }

  asksFor(): Promise<never> {
    return Promise.reject(new Error('Electron does not say what its permission handlers answer.'));
  }

  async opensDevTools(page: KioskPage): Promise<boolean> {
    const id = await this.#idOf(page);
    return this.#app.evaluate(({ BrowserWindow }, it) => {
      const contents = BrowserWindow.fromId(it)?.webContents;
      contents?.openDevTools();
      const isOpen = contents?.isDevToolsOpened() ?? false;
      contents?.closeDevTools();
      return isOpen;
    }, id);
  }

  isSoftwareDrawn(): Promise<boolean> {
    return this.#app.evaluate(({ app }) => !app.isHardwareAccelerationEnabled());
  }

  until(): Promise<never> {
    return Promise.reject(new Error('The clock of this machine is its own.'));
  }

  async crash(page: KioskPage): Promise<void> {
    const id = await this.#idOf(page);
    await this.#disconnect();
    await this.#app.evaluate(async ({ BrowserWindow }, it) => {
      const contents = BrowserWindow.fromId(it)?.webContents;
      await new Promise<void>((resolve) => {
        contents?.once('render-process-gone', () => resolve());
        contents?.forcefullyCrashRenderer();
      });
    }, id);
  }

  async press(page: KioskPage, { key, ...held }: KeyPress): Promise<boolean> {
    const shown = await this.page(page);
    await shown.evaluate(() => {
      window.addEventListener('keydown', ({ key: pressed }) => {
        document.documentElement.dataset['pressed'] = pressed;
      });
    });
    const modifiers = (['control', 'alt', 'shift', 'meta'] as const).filter((name) => held[name]);
    const id = await this.#idOf(page);
    await this.#app.evaluate(
      ({ BrowserWindow }, { it, keyCode, with: names }) => {
        const contents = BrowserWindow.fromId(it)?.webContents;
        for (const type of ['keyDown', 'keyUp'] as const) {
          contents?.sendInputEvent({ type, keyCode, modifiers: [...names] });
        }
      },
      { it: id, keyCode: key, with: modifiers },
    );
    const isPressed = `document.documentElement.dataset.pressed === ${JSON.stringify(key)}`;
    return shown.waitForFunction(isPressed, null, { timeout: KEY_WITHIN_MS }).then(
      () => true,
      () => false,
    );
  }

  async touch(page: KioskPage, at: { readonly x: number; readonly y: number }): Promise<void> {
    const id = await this.#idOf(page);
    await this.#app.evaluate(
      ({ BrowserWindow }, { it, x, y }) => {
        const contents = BrowserWindow.fromId(it)?.webContents;
        for (const type of ['mouseDown', 'mouseUp'] as const) {
          contents?.sendInputEvent({ type, x, y, button: 'left', clickCount: 1 });
        }
      },
      { it: id, ...at },
    );
  }

  setDisplays(): Promise<never> {
    return Promise.reject(new Error('The displays of this machine are its own.'));
  }

  async graphicsGone(): Promise<void> {
    await this.#app.evaluate(({ app }) => {
      const details = { type: 'GPU', reason: 'crashed', exitCode: 1, name: 'GPU' };
      app.emit('child-process-gone', {}, details);
    });
  }

  serverPid(): Promise<number | null> {
    return this.#app.evaluate(({ app }) => {
      const servers = app.getAppMetrics().filter(({ name }) => name === 'Foyer site server');
      return servers.at(-1)?.pid ?? null;
    });
  }

  log(): string {
    const file = path.join(this.userData, 'logs/kiosk.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  output(): string {
    return this.#output;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#disconnect();
    if (!this.#hasExited) this.#child.kill('SIGKILL');
    await this.exited;
    if (this.#parts.isOwnFolder) rmSync(this.userData, { recursive: true, force: true });
  }

  async #whenLoaded(page: KioskPage | null): Promise<Page> {
    const limitAt = performance.now() + PAGE_WITHIN_MS;
    while (performance.now() < limitAt && !this.#hasExited) {
      const states = await this.#states();
      const state = states.find(({ id }) => this.#madeFor.get(id) === page);
      if (state !== undefined && !state.isLoading) {
        const shown = (await this.#pages()).find((candidate) => candidate.url() === state.url);
        if (shown) return shown;
      }
      await pause(ASKED_EVERY_MS);
    }
    const name = page ?? 'of another kind';
    throw new Error(`No page ${name} was shown.\n${this.#output}${this.log()}`);
  }

  async #idOf(page: KioskPage): Promise<number> {
    const states = await this.#states();
    const state = states.find(({ id }) => this.#madeFor.get(id) === page);
    if (state === undefined) throw new Error(`There is no window for "${page}".`);
    return state.id;
  }

  async #states(): Promise<readonly WindowState[]> {
    const states = await this.#app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => ({
        id: window.id,
        url: window.webContents.getURL(),
        bounds: window.getBounds(),
        isKiosk: window.isKiosk(),
        isLoading: window.webContents.isLoading() || window.webContents.isCrashed(),
      })),
    );
    for (const { id, url } of states) {
      if (url !== '' && !this.#madeFor.has(id)) this.#madeFor.set(id, pageOf(url));
    }
    return states;
  }

  /** Pages as seen now: to a connection from before a crash, a page stays dead. */
  async #pages(): Promise<readonly Page[]> {
    this.#browser ??= chromium.connectOverCDP(`http://127.0.0.1:${this.#parts.debuggingPort}`);
    return (await this.#browser).contexts().flatMap((context) => context.pages());
  }

  async #disconnect(): Promise<void> {
    const browser = await this.#browser?.catch(() => null);
    this.#browser = null;
    await browser?.close();
  }
}

function pageOf(url: string): KioskPage | null {
  const [name] = new URL(url).pathname.slice(1).split('/');
  return KIOSK_PAGES.find((page) => page === name) ?? null;
}

function environmentOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  const set = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(set);
}

import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import {
  KIOSK_ORIGIN,
  KIOSK_PAGES,
  type KioskPage,
} from '../../../../shared/contract/kiosk-bridge.ts';
import type { KeyPress, RunningKiosk, StandInControls, TestDisplay } from '../../harness.ts';
import { encodeClone, processCodec } from '../clone.ts';
import { createLink, type Handlers, type Link } from '../link.ts';
import type { BrowserOffer, ProgramOffer } from '../wire.ts';
import { ChromiumWindow } from './chromium-window.ts';
import { channelTo, fileOf, forkProgram, type StandInChoice } from './fork-program.ts';
import type { Profile } from './profile.ts';

const PAGE_WITHIN_MS = 20_000;
const ASKED_EVERY_MS = 25;

export type StandInKiosk = RunningKiosk & { readonly standIn: StandInControls };

export type RunningProgramParts = {
  readonly choice: StandInChoice;
  readonly userData: string;
  readonly profile: Profile;
  readonly onEnd: () => Promise<void>;
};

/** A program in a process of its own, its windows in Chromium, and what a test can do to both. */
export class RunningProgram implements StandInKiosk {
  readonly userData: string;
  readonly file: string;
  readonly exited: Promise<number>;
  readonly evaluated: Promise<void>;
  readonly standIn: StandInControls;
  readonly #parts: RunningProgramParts;
  readonly #child: ChildProcess;
  readonly #program: Link<ProgramOffer>;
  readonly #clockAheadMs: number;
  readonly #windows = new Map<number, ChromiumWindow>();
  readonly #misuse: string[] = [];
  #relaunches = 0;
  #output = '';
  #exitCode: number | null = null;

  constructor(parts: RunningProgramParts) {
    this.#parts = parts;
    this.userData = parts.userData;
    this.file = fileOf(parts.userData);
    this.#clockAheadMs = parts.profile.clockAheadMs;
    this.#child = forkProgram(parts.choice, {
      userData: parts.userData,
      clockAheadMs: this.#clockAheadMs,
    });
    // A program that was killed may break its lines; its end is told of by `exit`.
    this.#child.stdin?.on('error', () => undefined);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('error', () => undefined);
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
    }
    this.exited = new Promise((resolve) => {
      this.#child.on('exit', (code, signal) => {
        this.#exitCode = code ?? 128;
        if (signal !== null) this.#output += `ended by ${signal}\n`;
        resolve(this.#exitCode);
      });
    });
    const evaluated = Promise.withResolvers<void>();
    this.evaluated = Promise.race([evaluated.promise, this.exited.then(() => undefined)]);
    this.#program = createLink<BrowserOffer, ProgramOffer>(
      channelTo(this.#child),
      this.#offer(evaluated),
      (error) => this.#misuse.push(`the stand-in failed: ${String(error)}`),
    );
    this.standIn = this.#controls();
    void this.exited.then(() => this.#closeWindows());
  }

  page(page: KioskPage) {
    return this.#whenLoaded(page);
  }

  anyPage() {
    return this.#whenLoaded(null);
  }

  async windows() {
    const states = await this.#program.call('windows', null);
    return states.flatMap(({ firstUrl, bounds, isKiosk }) => {
      const page = pageOf(firstUrl);
      return page === null ? [] : [{ page, bounds, isKiosk }];
    });
  }

  async crash(page: KioskPage): Promise<void> {
    await (await this.#windowOf(page)).crash();
  }

  async closeWindow(page: KioskPage): Promise<void> {
    const { id } = await this.#windowOf(page);
    await this.#program.call('closeWindow', { windowId: id, isAsked: false });
  }

  async asksFor(permission: string) {
    const [state] = await this.#program.call('windows', null);
    if (state === undefined) throw new Error('There is no window that could ask.');
    const { windowId } = state;
    return this.#program.call('askPermission', { windowId, permission, origin: KIOSK_ORIGIN });
  }

  async opensDevTools(page: KioskPage): Promise<boolean> {
    const { id } = await this.#windowOf(page);
    return this.#program.call('opensDevTools', { windowId: id });
  }

  isSoftwareDrawn(): Promise<boolean> {
    return this.#program.call('isSoftwareDrawn', null);
  }

  async until(time: string): Promise<void> {
    await pause(Math.max(0, Date.parse(time) - Date.now() - this.#clockAheadMs));
  }

  async touch(page: KioskPage, at: { readonly x: number; readonly y: number }): Promise<void> {
    await (await this.#windowOf(page)).touch(at.x, at.y);
  }

  async press(page: KioskPage, press: KeyPress) {
    const { key, control = false, alt = false, shift = false, meta = false } = press;
    const input = { type: 'keyDown', key, code: '', control, alt, shift, meta } as const;
    return (await this.#windowOf(page)).press(input);
  }

  async setDisplays(displays: readonly TestDisplay[]): Promise<void> {
    await this.#program.call('setDisplays', displays);
  }

  async graphicsGone(): Promise<void> {
    await this.#program.call('graphicsGone', null);
  }

  serverPid(): Promise<number | null> {
    return this.#program.call('serverPid', null);
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
    if (this.#exitCode === null) this.#child.kill('SIGKILL');
    await this.exited;
    await this.#closeWindows();
    await this.#parts.onEnd();
  }

  #controls(): StandInControls {
    const program = this.#program;
    const idOf = async (page: KioskPage) => (await this.#windowOf(page)).id;
    return {
      misuse: () => this.#misuse,
      relaunches: () => this.#relaunches,
      invokeAs: async (page, frame, { channel, values }) => {
        const windowId = await idOf(page);
        const payload = values.map(encodeClone);
        const answer = await program.call('invoke', { windowId, channel, payload, frame });
        if (answer.kind === 'failure') throw new Error(answer.error);
        return processCodec.decode(answer.result);
      },
      mayRedirect: async (page, url) => {
        const windowId = await idOf(page);
        const attempt = { windowId, kind: 'redirect', url, isMainFrame: true } as const;
        return program.call('mayNavigate', attempt);
      },
      failNextLoad: async (page) => (await this.#windowOf(page)).failNextLoad(),
      askToClose: async (page) =>
        program.call('closeWindow', { windowId: await idOf(page), isAsked: true }),
      power: (name) => program.call('power', { name }),
    };
  }

  #offer(evaluated: PromiseWithResolvers<void>): Handlers<BrowserOffer> {
    const { profile, choice } = this.#parts;
    const onMisuse = (text: string): void => {
      this.#misuse.push(text);
    };
    const windowOf = (windowId: number): ChromiumWindow => {
      const window = this.#windows.get(windowId);
      if (window === undefined) throw new Error('Object has been destroyed');
      return window;
    };
    return {
      openWindow: (window) => {
        const { hungAfterMs = 1_000 } = choice;
        const parts = { window, profile, program: this.#program, hungAfterMs, onMisuse };
        this.#windows.set(window.windowId, new ChromiumWindow(parts));
      },
      load: ({ windowId, url }) => windowOf(windowId).load(url),
      setBounds: ({ windowId, bounds }) => this.#windows.get(windowId)?.setBounds(bounds),
      deliver: ({ windowId, message }) => this.#windows.get(windowId)?.deliver(message),
      crash: ({ windowId }) => this.#windows.get(windowId)?.crash(),
      close: async ({ windowId }) => {
        const window = this.#windows.get(windowId);
        this.#windows.delete(windowId);
        await window?.close();
      },
      evaluated: ({ fault }) => {
        if (fault === null) evaluated.resolve();
        else evaluated.reject(new Error(`${fault}\n${this.#output}`));
      },
      misuse: ({ text }) => onMisuse(text),
      relaunched: () => {
        this.#relaunches += 1;
      },
    };
  }

  /** Null: of a window that was made for none of the kiosk's pages. */
  async #whenLoaded(page: KioskPage | null): Promise<Page> {
    const limitAt = performance.now() + PAGE_WITHIN_MS;
    while (performance.now() < limitAt && this.#exitCode === null) {
      const window = await this.#findWindow(page);
      const found = await window?.loadedPage();
      if (found) return found;
      await pause(ASKED_EVERY_MS);
    }
    const state = this.#exitCode === null ? 'runs' : `has ended with code ${this.#exitCode}`;
    const name = page ?? 'of another kind';
    throw new Error(
      `No page ${name} was shown; the program ${state}.\n${this.#output}${this.log()}`,
    );
  }

  async #windowOf(page: KioskPage): Promise<ChromiumWindow> {
    const window = await this.#findWindow(page);
    if (window === null) throw new Error(`There is no window for "${page}".`);
    return window;
  }

  async #findWindow(page: KioskPage | null): Promise<ChromiumWindow | null> {
    try {
      const states = await this.#program.call('windows', null);
      const state = states.find(({ firstUrl }) => pageOf(firstUrl) === page);
      return (state && this.#windows.get(state.windowId)) ?? null;
    } catch {
      // The program has ended.
      return null;
    }
  }

  async #closeWindows(): Promise<void> {
    const windows = [...this.#windows.values()];
    this.#windows.clear();
    for (const window of windows) await window.close();
  }
}

/** The page a window was made for: the first that it loaded. */
function pageOf(firstUrl: string | null): KioskPage | null {
  if (firstUrl === null || !firstUrl.startsWith(`${KIOSK_ORIGIN}/`)) return null;
  const [name] = new URL(firstUrl).pathname.slice(1).split('/');
  return KIOSK_PAGES.find((page) => page === name) ?? null;
}

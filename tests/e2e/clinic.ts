import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  test as base,
  type Browser,
  type BrowserContext,
  expect,
  type Page,
} from '@playwright/test';
import { TOKENS } from '../support/clinic.ts';
import { ClinicFolder, type Person } from '../support/clinic-folder.ts';

/** The real server in a process of its own, with a clinic's file and appointments from a CSV file. */
export class Clinic {
  readonly #folder: ClinicFolder;
  #child: ChildProcess | null = null;

  private constructor(folder: ClinicFolder) {
    this.#folder = folder;
  }

  static async open(languages?: readonly string[]): Promise<Clinic> {
    const clinic = new Clinic(await ClinicFolder.make(languages));
    await clinic.start();
    return clinic;
  }

  get url(): string {
    return this.#folder.url;
  }

  async start(): Promise<void> {
    const { file, data, port } = this.#folder;
    const args = ['server/main.ts', '--config', file, '--data', data, '--port', String(port)];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    await once(child, 'message');
  }

  /** As if the power went: nothing is said to anybody. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  book(...people: readonly Person[]): void {
    this.#folder.book(...people);
  }

  async close(): Promise<void> {
    await this.kill();
    this.#folder.remove();
  }
}

type PageName = 'check-in' | 'feedback' | 'display' | 'desk' | 'manager';

const SIZES = {
  'check-in': { width: 1080, height: 1920 },
  feedback: { width: 1920, height: 1080 },
  display: { width: 1920, height: 1080 },
  desk: { width: 1440, height: 900 },
  manager: { width: 1920, height: 1080 },
} as const;

const TOKEN_OF = {
  'check-in': TOKENS.kiosk,
  feedback: TOKENS.feedback,
  display: TOKENS.displayAll,
  desk: TOKENS.desk,
  manager: TOKENS.manager,
} as const;

export type Opened = { readonly page: Page; readonly context: BrowserContext };

/** Opens pages as devices of their own: each has its own storage, size and language. */
export class Devices {
  readonly #browser: Browser;
  readonly #clinic: Clinic;
  readonly #contexts: BrowserContext[] = [];
  readonly complaints: string[] = [];

  constructor(browser: Browser, clinic: Clinic) {
    this.#browser = browser;
    this.#clinic = clinic;
  }

  async open(name: PageName, more: { readonly locale?: string } = {}): Promise<Page> {
    const { page } = await this.blank(name, more);
    await page.goto(`${this.#clinic.url}/${name}#${TOKEN_OF[name]}`);
    return page;
  }

  /** The device before its page is opened, for a test that sets something up first. */
  async blank(name: PageName, more: { readonly locale?: string } = {}): Promise<Opened> {
    const context = await this.#browser.newContext({
      viewport: SIZES[name],
      locale: more.locale ?? 'en-GB',
      reducedMotion: 'no-preference',
    });
    this.#contexts.push(context);
    const page = await context.newPage();
    // What a page complains of is a fault, but for a server that a test has taken away.
    page.on('console', (message) => {
      if (message.type() !== 'error' || /WebSocket|Failed to load/.test(message.text())) return;
      this.complaints.push(`${name}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`${name}: ${error.message}`));
    return { page, context };
  }

  async openPhone(address: string): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 390, height: 844 } });
    this.#contexts.push(context);
    const page = await context.newPage();
    await page.goto(address);
    return page;
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close();
  }
}

type Fixtures = { readonly clinic: Clinic; readonly devices: Devices };

export const test = base.extend<Fixtures>({
  // Playwright reads the fixtures a function needs from its first parameter's pattern.
  // oxlint-disable-next-line no-empty-pattern
  clinic: async ({}, use) => {
    const clinic = await Clinic.open();
    await use(clinic);
    await clinic.close();
  },
  devices: async ({ browser, clinic }, use) => {
    const devices = new Devices(browser, clinic);
    await use(devices);
    await devices.close();
    expect(devices.complaints).toEqual([]);
  },
});

export { expect } from '@playwright/test';

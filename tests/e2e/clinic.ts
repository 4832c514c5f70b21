import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  test as base,
  type Browser,
  type BrowserContext,
  expect,
  type Page,
} from '@playwright/test';
import { clinicSettings, TOKENS } from '../support/clinic.ts';

const MINUTE = 60_000;

export type Person = {
  readonly firstName: string;
  readonly lastName: string;
  readonly dateOfBirth: string;
  /** Minutes from now to the appointment. */
  readonly inMinutes: number;
  readonly serviceId?: string;
};

/** The real server in a process of its own, with a clinic's file and appointments from a CSV file. */
export class Clinic {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'foyer-e2e-'));
  readonly url: string;
  readonly #port: number;
  #child: ChildProcess | null = null;

  private constructor(port: number) {
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async open(languages: readonly string[] = ['en', 'es', 'ar']): Promise<Clinic> {
    const clinic = new Clinic(await freePort());
    const settings = clinicSettings({ timeZone: noonZone(), languages, publicUrl: clinic.url });
    writeFileSync(clinic.#file, JSON.stringify(settings, null, 2));
    await clinic.start();
    return clinic;
  }

  async start(): Promise<void> {
    const args = ['server/main.ts', '--config', this.#file, '--data', this.#data];
    const child = spawn(process.execPath, [...args, '--port', String(this.#port)], {
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

  /** Brings appointments in as an operator would: a file and the command line. */
  book(...people: readonly Person[]): void {
    const rows = people.map((person, index) => {
      const { day, time } = localParts(Date.now() + person.inMinutes * MINUTE);
      const { firstName, lastName, dateOfBirth, serviceId = 'doctor' } = person;
      return [`A${index + 1}`, day, time, serviceId, '', firstName, lastName, dateOfBirth].join(
        ',',
      );
    });
    const header = 'ref,date,time,service,provider,first_name,last_name,date_of_birth';
    const csv = path.join(this.folder, 'appointments.csv');
    writeFileSync(csv, `${[header, ...rows].join('\n')}\n`);
    execFileSync(process.execPath, [
      'server/cli/foyer.ts',
      'import',
      csv,
      '--data',
      this.#data,
      '--config',
      this.#file,
    ]);
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #file(): string {
    return path.join(this.folder, 'clinic.json');
  }

  get #data(): string {
    return path.join(this.folder, 'data');
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

/** Goes through the kiosk as a patient does, up to the question whether the appointment is theirs. */
export async function identify(kiosk: Page, dateOfBirth: string, letter: string): Promise<void> {
  await kiosk.getByRole('button', { name: /English/ }).click();
  const [year = '', month = '', day = ''] = dateOfBirth.split('-');
  for (const digit of `${day}${month}${year}`) {
    await kiosk.getByRole('button', { name: digit, exact: true }).click();
  }
  await kiosk.getByRole('button', { name: 'Continue' }).click();
  await kiosk.getByRole('button', { name: letter, exact: true }).click();
  const go = kiosk.getByRole('button', { name: 'Continue' });
  if (await go.isVisible()) await go.click();
}

/** A zone in which it is about noon now, so that no test meets midnight. */
function noonZone(): string {
  const hour = new Date().getUTCHours();
  const offset = hour - 12;
  // The sign of these names is the other way round: Etc/GMT-3 is three hours ahead.
  return `Etc/GMT${offset >= 0 ? '+' : ''}${offset}`;
}

function localParts(at: number): { readonly day: string; readonly time: string } {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: noonZone(),
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at);
  const [day = '', time = ''] = text.split(' ');
  return { day, time };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

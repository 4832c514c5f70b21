import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import type { KioskHarness } from './harness.ts';
import type { StandInChoice } from './stand-in/browser/fork-program.ts';
import { type OriginProxy, startOriginProxy } from './stand-in/browser/origin-proxy.ts';
import { Profile } from './stand-in/browser/profile.ts';
import { RunningProgram, type StandInKiosk } from './stand-in/browser/running-program.ts';

/** Starts programs against the stand-in, with windows in one Chromium. */
export class StandInHarness implements KioskHarness, AsyncDisposable {
  readonly kind = 'stand-in';
  readonly #browser: Browser;
  readonly #proxy: OriginProxy;
  readonly #profiles = new Map<string, Profile>();

  private constructor(browser: Browser, proxy: OriginProxy) {
    this.#browser = browser;
    this.#proxy = proxy;
  }

  static async open(browser: Browser): Promise<StandInHarness> {
    return new StandInHarness(browser, await startOriginProxy());
  }

  /** Resolves when the main module has been evaluated, or the program has ended before. */
  async start(choice: StandInChoice): Promise<StandInKiosk> {
    const isOwnFolder = choice.userData === undefined;
    const userData = choice.userData ?? mkdtempSync(path.join(tmpdir(), 'foyer-kiosk-'));
    const profile = this.#profiles.get(userData) ?? new Profile(this.#browser, this.#proxy);
    this.#profiles.set(userData, profile);
    const { startsAt } = choice;
    if (startsAt !== undefined) profile.clockAheadMs = Date.parse(startsAt) - Date.now();
    const kiosk = new RunningProgram({
      choice,
      userData,
      profile,
      // Whoever made the folder takes it away; a second start in it finds what the first one left.
      onEnd: async () => {
        if (!isOwnFolder) return;
        this.#profiles.delete(userData);
        await profile.close();
        rmSync(userData, { recursive: true, force: true });
      },
    });
    try {
      await kiosk.evaluated;
    } catch (error) {
      await kiosk[Symbol.asyncDispose]();
      throw error;
    }
    return kiosk;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const profile of this.#profiles.values()) await profile.close();
    await this.#proxy[Symbol.asyncDispose]();
  }
}

import { test as base } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/chromium.ts';
import { electronHarness } from './electron-harness.ts';
import type { KioskChoice, KioskHarness, RunningKiosk } from './harness.ts';
import { StandInHarness } from './stand-in-harness.ts';

type Fixtures = {
  /** Starts a kiosk; it is ended with the test, which fails if the stand-in was misused. */
  readonly startKiosk: (choice: KioskChoice) => Promise<RunningKiosk>;
};
type WorkerFixtures = {
  /** The real Electron where `ELECTRON_BIN` names one, else the stand-in. */
  readonly harness: KioskHarness;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  harness: [
    async ({ playwright }, use) => {
      const electron = process.env['ELECTRON_BIN'];
      if (electron !== undefined) {
        await use(electronHarness(electron));
        return;
      }
      const executablePath = findChromium();
      if (executablePath === null) throw new Error('There is no Chromium to test with.');
      const browser = await playwright.chromium.launch({
        executablePath,
        args: [...CHROMIUM_FLAGS, ...AS_ELECTRON],
      });
      const harness = await StandInHarness.open(browser);
      await use(harness);
      await harness[Symbol.asyncDispose]();
      await browser.close();
    },
    { scope: 'worker' },
  ],
  startKiosk: async ({ harness }, use, testInfo) => {
    const kiosks: RunningKiosk[] = [];
    await use(async (choice) => {
      const kiosk = await harness.start(choice);
      kiosks.push(kiosk);
      return kiosk;
    });
    const misuse = kiosks.flatMap((kiosk) => kiosk.standIn?.misuse() ?? []);
    for (const [index, kiosk] of kiosks.entries()) {
      const body = `${kiosk.output()}\n${kiosk.log()}`;
      await testInfo.attach(`kiosk ${index + 1}`, { body, contentType: 'text/plain' });
    }
    for (const kiosk of kiosks.toReversed()) await kiosk[Symbol.asyncDispose]();
    base.expect(misuse).toEqual([]);
  },
});

const AS_ELECTRON = [
  // Electron switches this check off (shell/browser/feature_list.cc); Chromium would ask the user.
  '--disable-features=LocalNetworkAccessChecks',
  // Electron does not load a page again by itself that it could not load.
  '--disable-auto-reload',
];

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, type Page } from '@playwright/test';
import { ClinicFolder } from '../support/clinic-folder.ts';
import type { KioskChoice, RunningKiosk } from './harness.ts';
import { kioskFile, windowsOf } from './kiosk-files.ts';
import { test as base } from './start-kiosk.ts';

/** What the check-in page says when it waits for somebody. */
export const START = 'Touch your language to start';

type CheckInChoice = Omit<KioskChoice, 'file'> & {
  /** Fields of its file that are not as usual. */
  readonly change?: Readonly<Record<string, unknown>>;
};

type Fixtures = {
  readonly clinic: ClinicFolder;
  /** Starts a kiosk with the check-in page alone, which then waits for somebody. */
  readonly startCheckIn: (
    choice?: CheckInChoice,
  ) => Promise<{ readonly kiosk: RunningKiosk; readonly page: Page }>;
  /** Runs the clinic's server by itself, as on another machine. */
  readonly startServer: () => Promise<void>;
};

/** Kiosks to start, and the clinic whose kiosks they are. */
export const test = base.extend<Fixtures>({
  // Playwright reads the fixtures a function needs from its first parameter's pattern.
  // oxlint-disable-next-line no-empty-pattern
  clinic: async ({}, use) => {
    const clinic = await ClinicFolder.make();
    await use(clinic);
    clinic.remove();
  },
  startCheckIn: async ({ startKiosk, clinic }, use) => {
    await use(async ({ change = {}, ...choice } = {}) => {
      const file = kioskFile(clinic, { windows: windowsOf('check-in'), ...change });
      const kiosk = await startKiosk({ ...choice, file });
      const page = await kiosk.page('check-in');
      await expect(page.getByText(START)).toBeVisible();
      return { kiosk, page };
    });
  },
  startServer: async ({ clinic }, use) => {
    const servers: ChildProcess[] = [];
    await use(async () => {
      const { file, data, port } = clinic;
      const server = spawn(
        process.execPath,
        ['server/main.ts', '--config', file, '--data', data, '--port', String(port)],
        { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
      );
      servers.push(server);
      await once(server, 'message');
    });
    for (const server of servers) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
  },
});

export { expect } from '@playwright/test';

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ClinicFolder } from '../support/clinic-folder.ts';
import { test as base } from './start-kiosk.ts';

type Fixtures = {
  readonly clinic: ClinicFolder;
  /** Runs the clinic's server by itself, as on another machine. */
  readonly startServer: () => Promise<void>;
};

/** A kiosk to start, and the clinic whose kiosk it is. */
export const test = base.extend<Fixtures>({
  // Playwright reads the fixtures a function needs from its first parameter's pattern.
  // oxlint-disable-next-line no-empty-pattern
  clinic: async ({}, use) => {
    const clinic = await ClinicFolder.make();
    await use(clinic);
    clinic.remove();
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

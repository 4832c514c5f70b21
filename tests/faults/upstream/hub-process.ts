import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawnProgram } from '../clinic/clinic-process.ts';
import type { MistakeName } from '../clinic/mistakes.ts';

export const CLINIC_TOKEN = 'clinic-token-for-the-faults-1';

export type HubProcessOptions = {
  readonly folder: string;
  readonly port: number;
  /** Of its PostgreSQL. */
  readonly address: string;
  readonly mistake: MistakeName | null;
};

/** The hub as it runs for a group of clinics: a process that can be killed and started again. */
export class HubProcess implements AsyncDisposable {
  readonly #options: HubProcessOptions;
  #child: ChildProcess | null = null;

  constructor(options: HubProcessOptions) {
    this.#options = options;
  }

  /** Resolves once it answers. Throws when it ends before. */
  async start(): Promise<void> {
    const { folder, port, address, mistake } = this.#options;
    const config = path.join(folder, 'hub.json');
    writeFileSync(config, JSON.stringify(HUB_FILE));
    const child = spawnProgram(
      ['server/hub/main.ts', '--config', config, '--port', String(port), '--log-level', 'fatal'],
      { mistake, env: { FOYER_HUB_DATABASE: address } },
    );
    this.#child = child;
    const gone = once(child, 'exit').then(() => {
      throw new Error('The hub ended before it was ready');
    });
    // Later it is meant to end.
    gone.catch(() => {});
    await Promise.race([once(child, 'message'), gone]);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = null;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}

const HUB_FILE = {
  clinics: [{ id: 'test', name: 'Test Clinic', token: CLINIC_TOKEN, timeZone: 'UTC' }],
  viewerToken: 'viewer-token-for-the-faults-1',
  adminToken: 'admin-token-for-the-faults-12',
};

import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 20;
const PAUSE_MS = 100;

/** A server that was just stopped may still hold the port for a moment: tries for two seconds. */
export async function onceThePortIsFree(listen: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await listen();
      return;
    } catch (error) {
      if (!isAddressInUse(error) || tries === TRIES) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

export function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

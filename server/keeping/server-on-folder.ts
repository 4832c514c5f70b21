import { existsSync } from 'node:fs';
import path from 'node:path';
import { openToRead } from './open-copy.ts';

/** Whether a server is running on a data folder now. Takes nothing from it and leaves nothing there. */
export function isServerOn(dataFolder: string): boolean {
  const lock = path.join(dataFolder, 'server.lock');
  if (!existsSync(lock)) return false;
  try {
    openToRead(lock, { patienceMs: 0 }).close();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BackupAnswer, BackupRequest } from './backup-worker.ts';

/** Beside this file, in the sources as in the bundle. */
const WORKER = path.join(import.meta.dirname, `backup-worker${path.extname(import.meta.filename)}`);

/**
 * Has a backup looked for or made in a thread of its own: reading a whole database, and a disk or a
 * network folder that answers slowly, must hold up nobody who checks in. Never rejects; aborting ends
 * the thread, and what it had begun is removed by the next backup.
 */
export async function askBackupThread(
  request: BackupRequest,
  signal: AbortSignal,
): Promise<BackupAnswer> {
  const worker = new Worker(WORKER, { workerData: request });
  // A folder that never answers must not keep the program from ending.
  worker.unref();
  return new Promise((resolve) => {
    const fail = (problem: string): void => resolve({ kind: 'failed', problem });
    worker.once('message', (answer: BackupAnswer) => resolve(answer));
    worker.once('error', (error) => fail(error instanceof Error ? error.message : String(error)));
    worker.once('exit', () => fail('The backup was broken off.'));
    const end = (): void => void worker.terminate();
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
}

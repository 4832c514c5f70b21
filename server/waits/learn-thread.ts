import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LearnAnswer, LearnRequest } from './learn-worker.ts';

/** Beside this file, in the sources as in the bundle. */
const WORKER = path.join(import.meta.dirname, `learn-worker${path.extname(import.meta.filename)}`);

/**
 * Has the days that are over learned in a thread of its own: a day takes a second or so, and a log of
 * years minutes. Never rejects; aborting ends the thread, and nothing of it is kept.
 */
export async function askLearnThread(
  request: LearnRequest,
  signal: AbortSignal,
): Promise<LearnAnswer> {
  const worker = new Worker(WORKER, { workerData: request });
  // Nothing that is learned may keep the program from ending.
  worker.unref();
  return new Promise((resolve) => {
    const fail = (problem: string): void => resolve({ kind: 'failed', problem });
    worker.once('message', (answer: LearnAnswer) => resolve(answer));
    worker.once('error', (error) => fail(error instanceof Error ? error.message : String(error)));
    worker.once('exit', () => fail('It was broken off.'));
    const end = (): void => void worker.terminate();
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
}

import type { Connection } from './connection.ts';

const PATIENCE_MS = 600;

/**
 * Resolves with the first snapshot or the first bad news, and at the latest after a moment: a page
 * that waits for it is drawn once and not twice, which on a slow screen is a tenth of its start.
 */
export function firstNews({
  getLink,
  subscribe,
}: Pick<Connection<never>, 'getLink' | 'subscribe'>): Promise<void> {
  if (getLink().kind !== 'connecting') return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, PATIENCE_MS);
    const stop = subscribe(done);
  });
}

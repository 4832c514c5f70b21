import { mkdirSync } from 'node:fs';
import type { Logger } from 'pino';
import { type ClinicFileContent, clinicOf } from '../../../shared/contract/clinic-file.ts';
import { SECOND_MS } from '../../../shared/domain/time.ts';
import type { App } from '../../app.ts';
import { machineClock } from '../../clock.ts';
import { Inbox } from './inbox.ts';

/** Looking is cheap, works on network shares, and two looks tell a whole file from a growing one. */
const LOOK_EVERY_MS = 2 * SECOND_MS;

export type WatchedFolder = {
  readonly folder: string;
  /** Stops looking, and waits for the file that is being imported. */
  readonly close: () => Promise<void>;
};

/** Makes `folder` and imports the files of appointments that are put into it, until closed. */
export function watchFolder({
  app,
  file,
  folder,
  logger,
}: {
  readonly app: Pick<App, 'db' | 'stores' | 'refresh'>;
  readonly file: ClinicFileContent;
  readonly folder: string;
  readonly logger: Logger;
}): WatchedFolder {
  mkdirSync(folder, { recursive: true });
  const stopping = new AbortController();
  const inbox = new Inbox({
    app,
    clinic: clinicOf(file),
    folder,
    logger,
    clock: machineClock,
    stop: stopping.signal,
  });
  let looking: Promise<void> | null = null;
  const timer = setInterval(() => {
    looking ??= inbox.poll().finally(() => {
      looking = null;
    });
  }, LOOK_EVERY_MS);
  return {
    folder,
    close: async () => {
      clearInterval(timer);
      stopping.abort();
      await looking;
    },
  };
}

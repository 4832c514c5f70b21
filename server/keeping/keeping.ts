import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import { DAY_MS } from '../../shared/domain/time.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/open-database.ts';
import type { Stores } from '../db/stores.ts';
import { type Backups, startBackups } from './backups.ts';
import { believedDay } from './believed-day.ts';
import { startNightly } from './nightly.ts';
import { purge } from './retention.ts';

export type KeepingParts = {
  readonly file: ClinicFileContent;
  readonly dataFolder: string;
  readonly db: Db;
  readonly stores: Pick<Stores, 'events'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The clinic's present day, such as "2026-11-21". */
  readonly today: () => string;
  /** Has every destination that can show what it holds. Never rejects. */
  readonly compare: () => Promise<void>;
};

export type Keeping = {
  readonly backupState: Backups['state'];
  readonly close: () => Promise<void>;
};

/** Whoever checks in meanwhile goes first. */
const PAUSE_MS = 10;

/**
 * Keeps what is stored safe and no longer than it may be: backups as they fall due, and every night, in
 * this order, a comparison with upstream, a backup, and a purge of what is old and confirmed.
 */
export function startKeeping(parts: KeepingParts): Keeping {
  const { file, dataFolder, db, clock, logger } = parts;
  const backups = startBackups({ settings: file.backup, dataFolder, clock, logger });
  const nightly = startNightly({
    db,
    timeZone: file.timeZone,
    clock,
    logger,
    steps: [
      { name: 'compare', run: () => parts.compare() },
      { name: 'backup', run: () => backups.makeWhenDueWithin(DAY_MS) },
      { name: 'purge', run: (signal) => purgeOld(parts, signal) },
    ],
  });
  return {
    backupState: backups.state,
    close: async () => {
      // Together: the night may be waiting for a backup, which closing breaks off.
      await Promise.all([nightly.close(), backups.close()]);
    },
  };
}

async function purgeOld(parts: KeepingParts, signal: AbortSignal): Promise<void> {
  const { file, db, stores, clock, dataFolder, logger } = parts;
  const today = believedDay(db, parts.today());
  if (today === null) return;
  const { counts, isWiped } = await purge({
    db,
    events: stores.events,
    settings: file.retention,
    destinations: file.destinations,
    timeZone: file.timeZone,
    dataFolder,
    today,
    now: clock.now(),
    pause: () => sleep(PAUSE_MS),
    signal,
  });
  logger.info({ ...counts, isWiped }, 'what is old was purged');
}

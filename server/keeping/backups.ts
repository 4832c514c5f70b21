import path from 'node:path';
import type { Logger } from 'pino';
import type { BackupSettings } from '../../shared/contract/destination-settings.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import type { Clock } from '../clock.ts';
import { type BackupFile, backupFolderOf } from './backup-file.ts';
import { askBackupThread } from './backup-thread.ts';
import type { BackupAnswer } from './backup-worker.ts';

export type BackupState = {
  readonly lastAt: EpochMs | null;
  readonly lastFile: string | null;
  /** Why the last attempt was no good, in words for IT; null when it was good. */
  readonly problem: string | null;
};

export type Backups = {
  readonly state: () => BackupState;
  /** Makes one when the next would be due within so long; resolves when that is settled. */
  readonly makeWhenDueWithin: (aheadMs: number) => Promise<void>;
  /** Breaks off what is being made, and makes no more. */
  readonly close: () => Promise<void>;
};

export type BackupParts = {
  readonly settings: BackupSettings;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long after the start is looked for the first time. */
  readonly firstLookMs?: number;
};

/** After the pages have come up. */
const FIRST_LOOK_MS = MINUTE_MS;
const LOOK_EVERY_MS = 5 * MINUTE_MS;
/** A disk that was full is looked at again after so long. */
const PAUSE_AFTER_FAILURE_MS = 30 * MINUTE_MS;
const LONGEST_MS = HOUR_MS;
/** A backup from further ahead than this was made while the clock was wrong. */
const CLOCK_TOLERANCE_MS = 10 * MINUTE_MS;

/**
 * Makes a backup whenever the newest is older than the clinic's file says, until closed. What goes
 * wrong is a state to be shown and never an error: the clinic goes on without a backup.
 */
export function startBackups(parts: BackupParts): Backups {
  const { settings, dataFolder, clock, logger } = parts;
  const database = path.join(dataFolder, 'clinic.db');
  const folder = backupFolderOf(settings, dataFolder);
  const stopping = new AbortController();
  let state: BackupState = { lastAt: null, lastFile: null, problem: null };
  let hasLooked = false;
  let retryAtMs = 0;
  let running: Promise<void> | null = null;
  /** Of what is running; nothing has been running for long while nothing is. */
  let startedAtMs = Infinity;

  const take = (answer: BackupAnswer): void => {
    if (answer.kind === 'done') {
      state = { ...newestOf(answer.newest), problem: null };
      hasLooked = true;
      return;
    }
    if (stopping.signal.aborted) return;
    retryAtMs = performance.now() + PAUSE_AFTER_FAILURE_MS;
    if (state.problem !== answer.problem) logger.error({ problem: answer.problem }, 'no backup');
    state = { ...state, problem: answer.problem };
  };
  const make = async (): Promise<void> => {
    const job = {
      database,
      folder,
      mayMakeFolder: settings.folder === undefined,
      file: null,
      keep: settings.keep,
      now: clock.now(),
    };
    take(await askBackupThread({ kind: 'make', job }, stopping.signal));
    if (state.problem === null) logger.info({ file: state.lastFile }, 'a backup was made');
  };
  const work = async (aheadMs: number): Promise<void> => {
    if (!hasLooked) {
      take(await askBackupThread({ kind: 'look', database, folder }, stopping.signal));
    }
    if (stopping.signal.aborted || performance.now() < retryAtMs) return;
    if (isDue(state.lastAt, clock.now() + aheadMs, settings)) await make();
  };
  const look = (aheadMs: number): Promise<void> => {
    if (running) return running;
    startedAtMs = performance.now();
    running = work(aheadMs).finally(() => {
      running = null;
      startedAtMs = Infinity;
    });
    return running;
  };

  const first = setTimeout(() => void look(0), parts.firstLookMs ?? FIRST_LOOK_MS).unref();
  const timer = setInterval(() => void look(0), LOOK_EVERY_MS).unref();
  return {
    state: () =>
      performance.now() - startedAtMs > LONGEST_MS
        ? {
            ...state,
            problem: `A backup has not come to an end for an hour: does ${folder} answer?`,
          }
        : state,
    makeWhenDueWithin: async (aheadMs) => {
      await running;
      await look(aheadMs);
    },
    close: async () => {
      clearTimeout(first);
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}

/** Whether a backup is due at an instant. One from the future says nothing about its age. */
export function isDue(
  lastAt: EpochMs | null,
  at: EpochMs,
  { everyHours }: Pick<BackupSettings, 'everyHours'>,
): boolean {
  if (lastAt === null) return true;
  const ageMs = at - lastAt;
  return ageMs >= everyHours * HOUR_MS || ageMs < -CLOCK_TOLERANCE_MS;
}

function newestOf(newest: BackupFile | null): Pick<BackupState, 'lastAt' | 'lastFile'> {
  return { lastAt: newest?.madeAt ?? null, lastFile: newest?.file ?? null };
}

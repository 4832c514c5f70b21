import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { DAY_MS } from '../../shared/domain/time.ts';
import { localDay, machineClock } from '../clock.ts';
import { createEventStore } from '../db/events.ts';
import type { Db } from '../db/open-database.ts';
import { lastEventOf } from '../keeping/check-database.ts';
import type { PurgeCounts } from '../keeping/purge-tally.ts';
import { countPurge, purge, type PurgeParts } from '../keeping/retention.ts';
import {
  checkKindOfClinic,
  clinicFileOf,
  type ClinicOptions,
  dataFolderOf,
  openExistingDatabase,
} from './clinic-data.ts';

type Options = ClinicOptions & { readonly dryRun?: boolean; readonly clockIsRight?: boolean };

/** A clinic may be shut for so long; after more, the clock is the likelier reason. */
const LONGEST_PAUSE_DAYS = 40;
/** A server beside us writes between any two batches. */
const PAUSE_MS = 10;

export function purgeCommand(): Command {
  return new Command('purge')
    .description(
      "takes away what is older than the clinic's file says; the server does so every night",
    )
    .option('--data <folder>', 'where the clinic is stored')
    .option('--config <file>', "the clinic's file; without it, the demonstration")
    .option('--dry-run', 'only says what would go')
    .option('--clock-is-right', 'although the last event is long ago')
    .action(takeAway);
}

async function takeAway(options: Options): Promise<void> {
  const { retention, destinations, timeZone } = clinicFileOf(options);
  const dataFolder = dataFolderOf(options);
  const db = openExistingDatabase(dataFolder);
  try {
    checkKindOfClinic(db, options);
    const now = machineClock.now();
    if (options.clockIsRight !== true) checkClock(db, now);
    const parts: PurgeParts = {
      db,
      events: createEventStore(db),
      settings: retention,
      destinations,
      timeZone,
      dataFolder,
      today: localDay(now, timeZone),
      now,
      pause: () => sleep(PAUSE_MS),
      signal: new AbortController().signal,
    };
    process.stdout.write(await (options.dryRun === true ? wouldGo(parts) : went(parts)));
  } finally {
    db.close();
  }
}

/** With a clock years ahead everybody's data would be old at once. */
function checkClock(db: Db, now: number): void {
  const last = lastEventOf(db);
  if (!last || Math.abs(now - last.at) <= LONGEST_PAUSE_DAYS * DAY_MS) return;
  throw new Error(
    `It is ${new Date(now).toISOString()} by this machine, and the last event is of ${new Date(last.at).toISOString()}. Set the clock, or say --clock-is-right.`,
  );
}

async function wouldGo(parts: PurgeParts): Promise<string> {
  return `would go: ${countsText(await countPurge(parts))}\n`;
}

async function went(parts: PurgeParts): Promise<string> {
  const { counts, isWiped } = await purge(parts);
  const wiped = isWiped
    ? ''
    : 'Another program reads the database: what went is overwritten on the disk after the next purge.\n';
  return `gone: ${countsText(counts)}\n${wiped}`;
}

function countsText({ appointments, words, contacts, events, files }: PurgeCounts): string {
  return [
    `the people of ${appointments} appointments`,
    `the words of ${words} answers`,
    `${contacts} contact details`,
    `the bodies of ${events} events`,
    `${files} files`,
  ].join(', ');
}

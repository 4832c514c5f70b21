import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { machineClock } from '../clock.ts';
import { backupFolderOf } from '../keeping/backup-file.ts';
import { type BackupJob, makeBackup } from '../keeping/make-backup.ts';
import { clinicFileOf, type ClinicOptions, dataFolderOf } from './clinic-data.ts';

type Options = ClinicOptions & { readonly to?: string };

export function backupCommand(): Command {
  return new Command('backup')
    .description('makes a backup now; the server may be running')
    .option('--to <place>', 'a folder, or the file to make; without it, as the clinic’s file says')
    .option('--data <folder>', 'where the clinic is stored')
    .option('--config <file>', "the clinic's file; without it, the demonstration")
    .action(backUp);
}

async function backUp(options: Options): Promise<void> {
  const dataFolder = dataFolderOf(options);
  const database = path.join(dataFolder, 'clinic.db');
  if (!existsSync(database)) throw new Error(`There is no database in ${dataFolder}.`);
  const { file, lastSeq } = await makeBackup({ ...placeOf(options, dataFolder), database });
  process.stdout.write(`${file}: read through and good, up to event ${lastSeq}\n`);
}

function placeOf(options: Options, dataFolder: string): Omit<BackupJob, 'database'> {
  const now = machineClock.now();
  if (options.to === undefined) {
    const { backup } = clinicFileOf(options);
    const folder = backupFolderOf(backup, dataFolder);
    const mayMakeFolder = backup.folder === undefined;
    return { folder, mayMakeFolder, file: null, keep: backup.keep, now };
  }
  const to = path.resolve(options.to);
  const isFolder = statSync(to, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return {
    folder: isFolder ? to : path.dirname(to),
    mayMakeFolder: false,
    file: isFolder ? null : to,
    // Somebody's own copies: none of them is removed.
    keep: null,
    now,
  };
}

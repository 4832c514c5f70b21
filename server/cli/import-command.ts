import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { clinicOf } from '../../shared/contract/clinic-file.ts';
import { machineClock } from '../clock.ts';
import { createStores } from '../db/stores.ts';
import { problemText } from '../upstream/csv/file-problem.ts';
import { importAppointments, importSummary } from '../upstream/csv/import-appointments.ts';
import { parseAppointments } from '../upstream/csv/parse-appointments.ts';
import { MOST_BYTES, tooLarge } from '../upstream/csv/read-rows.ts';
import {
  checkKindOfClinic,
  clinicFileOf,
  type ClinicOptions,
  dataFolderOf,
  openExistingDatabase,
} from './clinic-data.ts';

export function importCommand(): Command {
  return new Command('import')
    .description('imports a CSV file of appointments; a running server takes it up by itself')
    .argument('<file>', 'the CSV file')
    .option('--data <folder>', 'where the clinic is stored')
    .option('--config <file>', "the clinic's file; without it, the demonstration")
    .action(importFile);
}

function importFile(file: string, options: ClinicOptions): void {
  const clinic = clinicOf(clinicFileOf(options));
  const bytes = readBytes(file);
  const now = machineClock.now();
  const schedule = parseAppointments(bytes, clinic, now);
  if (!schedule.ok) {
    throw new Error(`${file}: nothing was imported.\n${problemText(schedule)}`);
  }
  const db = openExistingDatabase(dataFolderOf(options));
  try {
    checkKindOfClinic(db, options);
    const stores = createStores(db);
    const name = path.basename(file);
    const result = importAppointments({ name, bytes, schedule }, { db, stores, now });
    process.stdout.write(`${file}: ${importSummary(result)}\n`);
  } finally {
    db.close();
  }
}

function readBytes(file: string): Uint8Array {
  try {
    if (statSync(file).size > MOST_BYTES) throw new Error(tooLarge().problem.message);
    return readFileSync(file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file} cannot be read: ${reason}`, { cause });
  }
}

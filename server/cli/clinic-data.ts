import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import { readClinicFile } from '../clinic-settings.ts';
import { type Db, openDatabase } from '../db/open-database.ts';

export const DEMONSTRATION_FILE = path.join(import.meta.dirname, '../demo/riverside-clinic.json');

export type ClinicOptions = { readonly config?: string; readonly data?: string };

/** The clinic that --config names, or else the demonstration. */
export function clinicFileOf({ config }: ClinicOptions): ClinicFileContent {
  return readClinicFile(config ?? DEMONSTRATION_FILE);
}

/** The folder the server uses with the same options. */
export function dataFolderOf({ config, data }: ClinicOptions): string {
  return path.resolve(data ?? (config === undefined ? 'data/demonstration' : 'data/clinic'));
}

/** Opens a database that is there already: a mistyped folder must not become a second, empty clinic. */
export function openExistingDatabase(folder: string): Db {
  if (!existsSync(path.join(folder, 'clinic.db'))) {
    throw new Error(`There is no database in ${folder}. Start the server with this folder once.`);
  }
  return openDatabase(folder);
}

/**
 * Refuses the clinic of --config in a demonstration's folder, and the demonstration in any other: the
 * ids and the time zone would be those of another clinic.
 */
export function checkKindOfClinic(db: Db, { config }: ClinicOptions): void {
  const isDemonstration =
    db.prepare("SELECT 1 FROM meta WHERE key = 'demonstration'").get() !== undefined;
  if (isDemonstration === (config === undefined)) return;
  const folder = path.dirname(db.name);
  throw new Error(
    isDemonstration
      ? `The data folder ${folder} holds a demonstration. Choose the clinic's own with --data.`
      : `The data folder ${folder} is not a demonstration. Name the clinic's file with --config.`,
  );
}

import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Files of appointments that were dealt with, by the names that they are put away under. */
const PUT_AWAY = /^(\d{4}-\d{2}-\d{2})_\d{2}-\d{2}-\d{2}-/;
const FOLDERS = ['done', 'failed'] as const;

/** Those put away before a clinic-local day, with the account beside each. */
export function oldFiles(inbox: string, beforeDay: string): readonly string[] {
  return FOLDERS.flatMap((name) => {
    const folder = path.join(inbox, name);
    return namesIn(folder)
      .filter((file) => (PUT_AWAY.exec(file)?.[1] ?? beforeDay) < beforeDay)
      .map((file) => path.join(folder, file));
  });
}

export function removeFiles(files: readonly string[]): void {
  for (const file of files) rmSync(file, { force: true });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No file has been put away yet.
    return [];
  }
}

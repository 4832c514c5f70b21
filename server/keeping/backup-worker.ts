import { parentPort, workerData } from 'node:worker_threads';
import type { BackupFile } from './backup-file.ts';
import { type BackupJob, makeBackup, newestBackup } from './make-backup.ts';

/** What a thread of its own is asked for: to look, or to make one. */
export type BackupRequest =
  | { readonly kind: 'look'; readonly database: string; readonly folder: string }
  | { readonly kind: 'make'; readonly job: BackupJob };

export type BackupAnswer =
  | { readonly kind: 'done'; readonly newest: BackupFile | null }
  | { readonly kind: 'failed'; readonly problem: string };

// True because only `askBackupThread` starts this file, with a request.
const request = workerData as BackupRequest;

try {
  const newest =
    request.kind === 'look'
      ? newestBackup(request.database, request.folder)
      : await makeBackup(request.job);
  answer({ kind: 'done', newest });
} catch (error) {
  answer({ kind: 'failed', problem: error instanceof Error ? error.message : String(error) });
}

function answer(message: BackupAnswer): void {
  // A port of a thread, which knows no origins.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(message);
}

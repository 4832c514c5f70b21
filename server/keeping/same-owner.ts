import { chownSync, statSync } from 'node:fs';

/**
 * Gives a file to whom a folder belongs. An administrator may run a command as root; the server, which
 * is another user, must be able to open what it made.
 */
export function giveToOwnerOf(folder: string, file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(file, uid, gid);
}

import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DAY_MS } from '../../../shared/domain/time.ts';
import { openDatabase } from '../../db/open-database.ts';
import { asideFolders } from '../put-aside.ts';
import { isServerOn } from '../server-on-folder.ts';
import { attention, type Examined, failing, type Finding, ok, spanText } from './finding.ts';

const MEGABYTE = 1024 * 1024;
const LOW_BYTES = 512 * MEGABYTE;
const FULL_BYTES = 64 * MEGABYTE;
const FULL = 2;

export function checkServer(dataFolder: string): Finding {
  return isServerOn(dataFolder)
    ? ok('server', 'a server is running on this folder')
    : attention(
        'server',
        'no server is running on this folder',
        'Start it, unless you stopped it.',
      );
}

export function checkDisk(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const text = `${Math.floor(free / MEGABYTE)} MB are free for ${folder}`;
  const todo = 'Make room on this disk: when it is full, nobody can check in.';
  if (free < FULL_BYTES) return failing('disk', text, todo);
  return free < LOW_BYTES ? attention('disk', text, todo) : ok('disk', text);
}

/**
 * Opens a database of its own twice, as the server does: the second time is where the library's own
 * setting would lose acknowledged check-ins in a power cut.
 */
export function checkFlush(): Finding {
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-doctor-'));
  try {
    openDatabase(folder).close();
    const again = openDatabase(folder);
    const synchronous = again.pragma('synchronous', { simple: true });
    again.close();
    return synchronous === FULL
      ? ok('flush', 'every commit is flushed to the disk before anybody is told')
      : failing(
          'flush',
          `commits are not flushed (${String(synchronous)})`,
          'Install Foyer again.',
        );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What restores put aside holds patient data that nothing here purges. */
export function checkAside({ dataFolder, file, now }: Examined): Finding {
  const folders = asideFolders(dataFolder);
  if (folders.length === 0) return ok('put aside', 'nothing is left of earlier restores');
  const { patientDays } = file.retention;
  const isOld = folders.some((folder) => now - statSync(folder).mtimeMs > patientDays * DAY_MS);
  const text = `${folders.length} database(s) that restores put aside: ${folders.map((folder) => path.basename(folder)).join(', ')}`;
  return isOld
    ? attention('put aside', text, 'Remove what you no longer need: it holds patient data.')
    : ok('put aside', text);
}

/** Files that wait to be taken in do so for seconds. */
export function checkInbox({ dataFolder, now }: Examined): Finding {
  const inbox = path.join(dataFolder, 'inbox');
  const waiting = existsSync(inbox)
    ? readdirSync(inbox).filter((name) => /^[^.].*\.csv$/i.test(name))
    : [];
  const ages = waiting.map((name) => now - statSync(path.join(inbox, name)).mtimeMs);
  const oldest = Math.max(0, ...ages);
  if (oldest < DAY_MS) return ok('inbox', `${waiting.length} files of appointments wait`);
  return attention(
    'inbox',
    `a file of appointments has waited for ${spanText(oldest)}`,
    'Look whether the server runs and may read and move the files in "inbox".',
  );
}

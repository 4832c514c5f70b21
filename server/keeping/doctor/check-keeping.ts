import { existsSync } from 'node:fs';
import { HOUR_MS } from '../../../shared/domain/time.ts';
import { createStreamStore } from '../../db/streams.ts';
import { backupFolderOf, listBackups, unreadableBackups } from '../backup-file.ts';
import { checkDatabase, clinicIdOf } from '../check-database.ts';
import { openToRead } from '../open-copy.ts';
import {
  attention,
  type Examined,
  failing,
  type Finding,
  ok,
  spanText,
  timeText,
} from './finding.ts';

const REASONS = {
  first: 'the clinic began',
  restored: 'a backup was restored',
  'rolled-back': 'a receiver found the log set back, as by a copied disk',
} as const;

/** The newest backup: whether there is one, how old it is, and whether it opens. */
export function checkBackups({ db, file, dataFolder, now }: Examined): Finding {
  const folder = backupFolderOf(file.backup, dataFolder);
  const makeOne = 'Make one now: foyer backup. The server makes them by itself while it runs.';
  if (!existsSync(folder)) {
    const todo =
      file.backup.folder === undefined ? makeOne : 'Make the folder, or connect its disk.';
    return attention('backups', `there is no folder ${folder}`, todo);
  }
  const [unreadable] = unreadableBackups(folder);
  if (unreadable !== undefined) {
    const todo = 'Make another now: foyer backup. Look at the disk, and remove that file.';
    return failing('backups', `${unreadable} cannot be read`, todo);
  }
  const [newest, ...older] = listBackups(folder, clinicIdOf(db) ?? '');
  if (!newest) return attention('backups', `there is none in ${folder}`, makeOne);
  const problem = problemOf(newest.file);
  if (problem !== null) return failing('backups', `${newest.file} is no good: ${problem}`, makeOne);
  const ageMs = now - newest.madeAt;
  const text = `the newest of ${older.length + 1} is ${spanText(Math.abs(ageMs))} old and whole: ${newest.file}`;
  const isLate = Math.abs(ageMs) > 2 * file.backup.everyHours * HOUR_MS;
  return isLate ? attention('backups', text, makeOne) : ok('backups', text);
}

/** Each name that the event log has had upstream, and why it got a new one. */
export function checkStreams({ db, now }: Pick<Examined, 'db' | 'now'>): Finding {
  const streams = createStreamStore(db).all();
  const text = streams
    .map(
      ({ baseSeq, reason, begunAt }) =>
        `from event ${baseSeq} since ${timeText(begunAt)}: ${REASONS[reason]}`,
    )
    .join('; ');
  const last = streams.at(-1);
  const isNews = last?.reason === 'rolled-back' && Math.abs(now - last.begunAt) < 7 * 24 * HOUR_MS;
  return isNews
    ? attention(
        'streams',
        text,
        'Find out whether this disk was copied or set back. If a copy runs elsewhere, stop it.',
      )
    : ok('streams', text);
}

function problemOf(file: string): string | null {
  const db = openToRead(file);
  try {
    return checkDatabase(db).problems[0] ?? null;
  } finally {
    db.close();
  }
}

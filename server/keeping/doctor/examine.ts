import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ClinicFileContent } from '../../../shared/contract/clinic-file.ts';
import type { Clock } from '../../clock.ts';
import { readClinicFile } from '../../clinic-settings.ts';
import { knownSchemaVersion } from '../check-database.ts';
import { openToRead } from '../open-copy.ts';
import { checkClock } from './check-clock.ts';
import { askAll, checkDelivery, checkReached, checkSource } from './check-destinations.ts';
import { checkAside, checkDisk, checkFlush, checkInbox, checkServer } from './check-folder.ts';
import { checkBackups, checkStreams } from './check-keeping.ts';
import { checkHashes, checkRecords } from './check-records.ts';
import { type Examined, failing, type Finding, ok, reasonOf } from './finding.ts';

export type Examination = {
  /** The clinic's file. */
  readonly config: string;
  readonly dataFolder: string;
  /** Works out the hash of every event again, and not only of the newest. */
  readonly isDeep: boolean;
  readonly clock: Clock;
};

/**
 * Looks at everything that a clinic relies on, and changes nothing. A check that cannot be made is a
 * finding of its own; the others are made all the same.
 */
export async function examine(examination: Examination): Promise<readonly Finding[]> {
  const { config, dataFolder } = examination;
  const settings = readSettings(config);
  if (!existsSync(path.join(dataFolder, 'clinic.db'))) {
    const todo = 'Name the right folder with --data, or start the server on it once.';
    return [settings.finding, failing('database', `there is none in ${dataFolder}`, todo)];
  }
  return [
    settings.finding,
    ...attempt('server', () => [checkServer(dataFolder)]),
    ...attempt('disk', () => [checkDisk(dataFolder)]),
    ...attempt('flush', () => [checkFlush()]),
    ...(await examineDatabase(settings.file, examination)),
  ];
}

function readSettings(config: string): {
  readonly file: ClinicFileContent | null;
  readonly finding: Finding;
} {
  try {
    const file = readClinicFile(config);
    return { file, finding: ok('settings', `${config} is right: ${file.name}`) };
  } catch (error) {
    const todo = 'Put it right; `foyer check` says the same.';
    return { file: null, finding: failing('settings', reasonOf(error), todo) };
  }
}

async function examineDatabase(
  file: ClinicFileContent | null,
  { dataFolder, isDeep, clock }: Examination,
): Promise<readonly Finding[]> {
  let db: Examined['db'];
  try {
    db = openToRead(path.join(dataFolder, 'clinic.db'));
  } catch (error) {
    return [
      failing(
        'database',
        `it cannot be opened: ${reasonOf(error)}`,
        'Restore a backup: foyer restore.',
      ),
    ];
  }
  try {
    const records = attempt('database', () => checkRecords({ db, now: clock.now() }));
    const isOlder = Number(db.pragma('user_version', { simple: true })) < knownSchemaVersion();
    if (isOlder || records.some(({ status }) => status === 'failing')) return records;
    const asked = file ? await askAll(file.destinations, clock.now) : [];
    const now = clock.now();
    return [
      ...records,
      ...attempt('hashes', () => [checkHashes(db, isDeep)]),
      ...attempt('streams', () => [checkStreams({ db, now })]),
      ...attempt('clock', () => checkClock({ db, now }, asked)),
      ...(file ? checkClinic({ db, file, dataFolder, now }) : []),
      ...asked.map(checkReached),
    ];
  } finally {
    db.close();
  }
}

function checkClinic(examined: Examined): readonly Finding[] {
  const { destinations } = examined.file;
  return [
    ...destinations.flatMap((settings) =>
      attempt(`delivery to ${settings.id}`, () => [
        checkDelivery(settings, examined),
        ...checkSource(settings, examined),
      ]),
    ),
    ...attempt('inbox', () => [checkInbox(examined)]),
    ...attempt('backups', () => [checkBackups(examined)]),
    ...attempt('put aside', () => [checkAside(examined)]),
  ];
}

function attempt(check: string, look: () => readonly Finding[]): readonly Finding[] {
  try {
    return look();
  } catch (error) {
    return [
      failing(check, `it could not be looked at: ${reasonOf(error)}`, 'Look at what is said here.'),
    ];
  }
}

import path from 'node:path';
import { Command } from 'commander';
import { machineClock } from '../clock.ts';
import type { EventsBeyond } from '../keeping/compare-logs.ts';
import { restore, type Restored } from '../keeping/restore.ts';
import { type ClinicOptions, dataFolderOf } from './clinic-data.ts';

export function restoreCommand(): Command {
  return new Command('restore')
    .description(
      'puts a backup in the place of the database, which is put aside; the server must be stopped',
    )
    .argument('<file>', 'the backup')
    .requiredOption('--data <folder>', 'where the clinic is stored')
    .action(restoreFile);
}

async function restoreFile(file: string, options: ClinicOptions): Promise<void> {
  const dataFolder = dataFolderOf(options);
  const restored = await restore({ file: path.resolve(file), dataFolder, now: machineClock.now() });
  process.stdout.write(`${accountOf(restored, dataFolder).join('\n')}\n`);
}

/** What happened and what to do now, for whoever stands before the machine. */
function accountOf({ madeAt, lastEvent, aside }: Restored, dataFolder: string): readonly string[] {
  const made =
    madeAt === null ? 'a copy that does not say when it was made' : `the backup of ${iso(madeAt)}`;
  const last =
    lastEvent === null
      ? 'It holds no event.'
      : `Its last event is ${lastEvent.seq}, of ${iso(lastEvent.at)}.`;
  return [
    `${dataFolder} now holds ${made}. ${last}`,
    ...(aside === null
      ? ['There was no database before.']
      : [
          `What was there before is in ${aside.folder}. It holds patient data: remove it when you no longer need it.`,
          ...(aside.damage === null ? [] : [`It is damaged: ${aside.damage}.`]),
          ...(aside.beyond === null
            ? ['How many events it holds that the backup does not cannot be told.']
            : beyondLines(aside.beyond, aside.folder)),
        ]),
    'Event numbers go on under a new stream, so none is used twice upstream.',
    'Now start the server, look at `foyer doctor`, and let the desk check in again who is here.',
  ];
}

function beyondLines(
  { count, commonSeq, delivered }: EventsBeyond,
  folder: string,
): readonly string[] {
  if (count === 0) return ['It holds no event that the backup does not.'];
  return [
    `It holds ${count} events after event ${commonSeq} that the backup does not. To see them: foyer events --data ${folder} --after ${commonSeq}`,
    ...delivered.map(
      (line) =>
        `  ${line.count} of them had been delivered to ${line.destinationId} and are there.`,
    ),
  ];
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

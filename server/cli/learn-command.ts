import { Command } from 'commander';
import { clinicOf } from '../../shared/contract/clinic-file.ts';
import { machineClock } from '../clock.ts';
import { type LearnedAgain, learnAgain } from '../waits/learn-again.ts';
import {
  checkKindOfClinic,
  clinicFileOf,
  type ClinicOptions,
  dataFolderOf,
  openExistingDatabase,
} from './clinic-data.ts';

const KEPT: Readonly<Record<LearnedAgain['kept'], string>> = {
  same: 'What was kept is the same, to the bit.',
  other: 'What was kept was another: it is replaced.',
  'of-other-settings':
    "What was kept was learned with another clinic's file or by an older program: it is replaced.",
  nothing: 'Nothing was kept before.',
};

export function learnCommand(): Command {
  return new Command('learn')
    .description(
      'learns again from the whole event log how long people wait; the server does so daily',
    )
    .option('--data <folder>', 'where the clinic is stored')
    .option('--config <file>', "the clinic's file; without it, the demonstration")
    .action((options: ClinicOptions) => {
      const clinic = clinicOf(clinicFileOf(options));
      const db = openExistingDatabase(dataFolderOf(options));
      try {
        checkKindOfClinic(db, options);
        process.stdout.write(textOf(learnAgain(db, clinic, machineClock.now())));
      } finally {
        db.close();
      }
    });
}

function textOf({ days, visits, throughDay, kept }: LearnedAgain): string {
  return `learned up to ${throughDay}: days ${days}, check-ins ${visits}\n${KEPT[kept]}\n`;
}

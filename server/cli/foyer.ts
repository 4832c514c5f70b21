import { Command } from 'commander';
import { backupCommand } from './backup-command.ts';
import { checkCommand } from './check-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { eventsCommand } from './events-command.ts';
import { exportCommand } from './export-command.ts';
import { hashPinCommand } from './hash-pin-command.ts';
import { importCommand } from './import-command.ts';
import { initCommand } from './init-command.ts';
import { learnCommand } from './learn-command.ts';
import { purgeCommand } from './purge-command.ts';
import { restoreCommand } from './restore-command.ts';
import { schemaCommand } from './schema-command.ts';
import { tokenCommand } from './token-command.ts';

const program = new Command('foyer')
  .description('What an operator does with a clinic, from the command line.')
  .addCommand(initCommand())
  .addCommand(checkCommand())
  .addCommand(tokenCommand())
  .addCommand(hashPinCommand())
  .addCommand(schemaCommand())
  .addCommand(importCommand())
  .addCommand(eventsCommand())
  .addCommand(exportCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(doctorCommand())
  .addCommand(learnCommand())
  .addCommand(purgeCommand());

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

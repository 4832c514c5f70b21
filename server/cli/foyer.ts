import { Command } from 'commander';
import { checkCommand } from './check-command.ts';
import { eventsCommand } from './events-command.ts';
import { hashPinCommand } from './hash-pin-command.ts';
import { importCommand } from './import-command.ts';
import { initCommand } from './init-command.ts';
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
  .addCommand(eventsCommand());

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

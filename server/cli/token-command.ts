import { Command } from 'commander';
import { randomToken } from './token.ts';

export function tokenCommand(): Command {
  return new Command('token').description('prints a new random token for a device').action(() => {
    process.stdout.write(`${randomToken()}\n`);
  });
}

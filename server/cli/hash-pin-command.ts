import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { hashPin } from '../../electron/shell/pin-hash.ts';

export function hashPinCommand(): Command {
  return new Command('hash-pin')
    .description('reads a new PIN for a kiosk’s staff page and prints what belongs into kiosk.json')
    .action(async () => {
      process.stdout.write(`${await hashPin(await firstLine())}\n`);
    });
}

/** Read and not given as an argument, which other users of the machine could see. */
async function firstLine(): Promise<string> {
  process.stderr.write('The new PIN, then Enter: ');
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line.trim();
  return '';
}

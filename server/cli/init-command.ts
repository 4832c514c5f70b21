import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { DEMONSTRATION_FILE } from './clinic-data.ts';
import { starterClinic } from './starter-clinic.ts';

const SCHEMA_FILE = path.join(import.meta.dirname, '../../docs/reference/clinic.schema.json');
/** The file holds the tokens of every device. */
const ONLY_FOR_THE_OWNER = 0o600;

export function initCommand(): Command {
  return new Command('init')
    .description("writes a clinic's file to start from, with a new token for each device")
    .argument('<file>', 'the file to write, such as clinic.json')
    .action(writeStarter);
}

function writeStarter(file: string): void {
  const example: unknown = JSON.parse(readFileSync(DEMONSTRATION_FILE, 'utf8'));
  const schema = path.relative(path.dirname(path.resolve(file)), SCHEMA_FILE);
  const clinic = { $schema: schema.replaceAll(path.sep, '/'), ...starterClinic(example) };
  try {
    writeFileSync(file, `${JSON.stringify(clinic, null, 2)}\n`, {
      flag: 'wx',
      mode: ONLY_FOR_THE_OWNER,
    });
  } catch (cause) {
    throw new Error(refusal(file, cause), { cause });
  }
  process.stdout.write(
    `Wrote ${file}. Keep it to yourself: it holds the token of every device.\n` +
      'Change the names, places and hours to those of your clinic, then:\n' +
      `  npm run foyer -- check ${file}\n` +
      `  npm start -- --config ${file}\n`,
  );
}

function refusal(file: string, cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') {
    return `${file} is there already and was left as it is.`;
  }
  return `${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`;
}

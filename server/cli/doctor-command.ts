import { Command } from 'commander';
import { machineClock } from '../clock.ts';
import { examine } from '../keeping/doctor/examine.ts';
import type { Finding } from '../keeping/doctor/finding.ts';
import { type ClinicOptions, dataFolderOf, DEMONSTRATION_FILE } from './clinic-data.ts';

type Options = ClinicOptions & { readonly deep?: boolean; readonly json?: boolean };

/** What the program ends with: the worst of what was found. */
const EXIT_CODES = { ok: 0, attention: 1, failing: 2 } as const;
const WIDTH = 9;

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('looks at everything a clinic relies on, and says what to do; changes nothing')
    .option('--data <folder>', 'where the clinic is stored')
    .option('--config <file>', "the clinic's file; without it, the demonstration")
    .option('--deep', 'works out the hash of every event again')
    .option('--json', 'for programs')
    .action(lookAtEverything);
}

async function lookAtEverything(options: Options): Promise<void> {
  const findings = await examine({
    config: options.config ?? DEMONSTRATION_FILE,
    dataFolder: dataFolderOf(options),
    isDeep: options.deep ?? false,
    clock: machineClock,
  });
  const status = worstOf(findings);
  const text =
    options.json === true
      ? JSON.stringify({ status, findings }, null, 2)
      : findings.flatMap(linesOf).join('\n');
  process.stdout.write(`${text}\n`);
  process.exitCode = EXIT_CODES[status];
}

function worstOf(findings: readonly Finding[]): Finding['status'] {
  const found = new Set(findings.map(({ status }) => status));
  return found.has('failing') ? 'failing' : found.has('attention') ? 'attention' : 'ok';
}

function linesOf({ check, status, text, todo }: Finding): readonly string[] {
  const indent = ' '.repeat(WIDTH + 2);
  return [
    `${status.padEnd(WIDTH)}  ${check}: ${text.replaceAll('\n', `\n${indent}`)}`,
    ...(todo === null ? [] : [`${indent}→ ${todo}`]),
  ];
}

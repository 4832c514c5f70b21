import { parseArgs } from 'node:util';
import { benchWaits, FIRST_UNSEEN_SEED } from './bench-waits.ts';
import { textOf } from './report-table.ts';
import { type Scenario, SCENARIOS } from './world/simulated-day.ts';

/** Runs the bench of the waits with its own options, and says which goals it reaches. */
export async function runWaits(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      clinics: { type: 'string' },
      days: { type: 'string' },
      scenarios: { type: 'string', default: SCENARIOS.join(',') },
      seed: { type: 'string', default: String(FIRST_UNSEEN_SEED) },
      json: { type: 'boolean', default: false },
    },
  });
  const report = await benchWaits({
    scenarios: scenariosOf(values.scenarios),
    seed: countOf('seed', values.seed),
    clinics: values.clinics === undefined ? null : countOf('clinics', values.clinics),
    days: values.days === undefined ? null : countOf('days', values.days),
    // Beside the results, so that these alone can be piped on.
    say: (line) => console.error(line),
  });
  console.log(values.json ? JSON.stringify(report) : `\n${textOf(report)}`);
  if (!report.goals.every(({ isReached }) => isReached)) process.exitCode = 1;
}

function scenariosOf(text: string): readonly Scenario[] {
  return text.split(',').map((name) => {
    const scenario = SCENARIOS.find((known) => known === name);
    if (!scenario) throw new Error(`--scenarios takes some of ${SCENARIOS.join(',')}`);
    return scenario;
  });
}

function countOf(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--${option} takes a number from 1 up`);
  return count;
}

if (import.meta.main) await runWaits(process.argv.slice(2));

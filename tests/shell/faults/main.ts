import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Plugin } from 'vite';
import { buildElectron } from '../../../scripts/build/build-programs.ts';
import { SEEDED_FAULTS, type SeededFault } from './seeded-faults.ts';

/**
 * Puts one fault after another into the shell and asks the test that should notice it. Ends with 1
 * when a fault gets by. `npm run shell-faults -- PATTERN` takes only those whose name it matches.
 */
async function main(): Promise<void> {
  const [, , pattern = ''] = process.argv;
  const faults = SEEDED_FAULTS.filter(({ name }) => new RegExp(pattern).test(name));
  const startedAt = performance.now();
  if (await fails([], new Set(faults.map(({ caughtBy }) => caughtBy)))) {
    throw new Error('The tests fail without any fault.');
  }
  const missed: string[] = [];
  for (const fault of faults) {
    const isCaught = await fails([withFault(fault)], new Set([fault.caughtBy]));
    if (!isCaught) missed.push(fault.name);
    console.log(`${isCaught ? 'caught' : 'MISSED'}  ${fault.name}`);
  }
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  console.log(`${faults.length - missed.length} of ${faults.length} caught in ${minutes} minutes`);
  process.exit(missed.length === 0 ? 0 : 1);
}

/** Whether any of the tests with these titles fails for the shell as it is built with these plugins. */
async function fails(plugins: readonly Plugin[], titles: ReadonlySet<string>): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-fault-'));
  const dist = path.join(folder, 'dist');
  try {
    await buildElectron(path.join(dist, 'electron'), plugins);
    for (const part of ['renderer', 'server']) {
      symlinkSync(path.resolve('dist', part), path.join(dist, part));
    }
    return runSpecs(dist, [...titles]) !== 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the specs with these titles on a build; returns Playwright's exit code. */
function runSpecs(dist: string, titles: readonly string[]): number | null {
  const grep = titles.map((title) => title.replaceAll(/[.?()]/g, String.raw`\$&`)).join('|');
  const { status, stdout } = spawnSync(
    'playwright',
    // The shell's own specs, not those of the stand-in below them.
    ['test', '--project=shell', String.raw`tests/shell/[a-z.-]+\.spec`, `--grep=${grep}`],
    { encoding: 'utf8', env: { ...process.env, FOYER_DIST: dist } },
  );
  if (stdout.includes('No tests found')) throw new Error(`No test is called "${grep}".`);
  return status;
}

/** Replaces the text while the file is built; the file itself stays as it is. */
function withFault({ name, file, find, replace }: SeededFault): Plugin {
  const place = path.resolve(file);
  if (readFileSync(place, 'utf8').split(find).length !== 2) {
    throw new Error(`"${name}" cannot be put into ${file}: its text is not there exactly once.`);
  }
  return {
    name: 'seeded-fault',
    enforce: 'pre',
    transform: (code, id) => (id === place ? code.replace(find, () => replace) : null),
  };
}

await main();

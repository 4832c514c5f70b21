import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Plugin } from 'vite';
import { buildElectron } from '../../../scripts/build/build-programs.ts';
import { SEEDED_FAULTS, type SeededFault } from './seeded-faults.ts';

/** What is built the same way with nothing wrong in it has to pass all tests. */
const NO_FAULT: SeededFault = {
  name: 'none',
  file: 'electron/main.ts',
  find: 'startShell(\n',
  replace: 'startShell(\n',
  caughtBy: '',
};

/**
 * Puts one fault after another into the shell and asks the test that should notice it. Ends with 1
 * when a fault gets by. `npm run shell-faults -- PART` takes only those whose name holds PART.
 */
async function main(): Promise<void> {
  const [, , part = ''] = process.argv;
  const faults = SEEDED_FAULTS.filter(({ name }) => name.includes(part));
  const startedAt = performance.now();
  if (await isNoticed(NO_FAULT)) throw new Error('The tests fail without any fault.');
  const missed: string[] = [];
  for (const fault of faults) {
    const isCaught = await isNoticed(fault);
    if (!isCaught) missed.push(fault.name);
    console.log(`${isCaught ? 'caught' : 'MISSED'}  ${fault.name}`);
  }
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  console.log(`${faults.length - missed.length} of ${faults.length} caught in ${minutes} minutes`);
  process.exit(missed.length === 0 ? 0 : 1);
}

async function isNoticed(fault: SeededFault): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-fault-'));
  const dist = path.join(folder, 'dist');
  try {
    await buildElectron(path.join(dist, 'electron'), [withFault(fault)]);
    for (const part of ['renderer', 'server']) {
      symlinkSync(path.resolve('dist', part), path.join(dist, part));
    }
    return fails(fault, dist);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the test that should notice it runs and fails. */
function fails({ caughtBy }: SeededFault, dist: string): boolean {
  const title = caughtBy.replaceAll(/[.?()]/g, String.raw`\$&`);
  const { status, stdout } = spawnSync(
    'playwright',
    // The shell's own specs, not those of the stand-in below them.
    ['test', '--project=shell', String.raw`tests/shell/[a-z.-]+\.spec`, `--grep=${title}`],
    { encoding: 'utf8', env: { ...process.env, FOYER_DIST: dist } },
  );
  if (stdout.includes('No tests found')) throw new Error(`No test is called "${caughtBy}".`);
  return status !== 0;
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

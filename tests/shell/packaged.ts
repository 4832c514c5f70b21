import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { extractPackaged } from '../packaging/packaged-app.ts';

/** Runs the shell's specs on what a package holds, so that a file left out of it is noticed. */
async function main(): Promise<void> {
  const folder = await extractPackaged();
  const { status } = spawnSync(
    'playwright',
    ['test', '--project=shell', ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      env: { ...process.env, FOYER_DIST: path.join(folder, 'dist') },
    },
  );
  rmSync(folder, { recursive: true, force: true });
  process.exit(status ?? 1);
}

await main();

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './chromium.ts';

const INSTALL_LIMIT_MS = 10 * 60_000;

/** Makes sure there is a Chromium for the tests, installing one where it can, or says what to do. */
function main(): void {
  if (findChromium() !== null) return;
  console.log('No Chromium found: installing one for the tests.');
  run('npx', ['playwright', 'install', 'chromium']);
  if (findChromium() !== null) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-q']);
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']);
  }
  if (findChromium() !== null) return;
  console.error(
    'The page tests need Chromium and none could be installed. Install it (Debian: `apt-get install chromium`) or set CHROMIUM_BIN to its path, then run again.',
  );
  process.exit(1);
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, { stdio: 'inherit', timeout: INSTALL_LIMIT_MS });
}

main();

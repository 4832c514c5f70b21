import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { build } from 'vite';

const STAMP = 'dist/renderer/.built-from';
const SOURCES = ['renderer/**/*', 'shared/**/*', 'vite.config.ts', 'package-lock.json'];

/** Builds the pages when they are not there or their sources have changed since. */
async function main(): Promise<void> {
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  console.log('Building the pages…');
  await build({ logLevel: 'warn' });
  writeFileSync(STAMP, wanted);
}

/** Of the content and not of the times: a fresh clone and a copy are built once, not at every start. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES).toSorted()) {
    if (!statSync(file).isFile() || file.includes('.test.')) continue;
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

await main();

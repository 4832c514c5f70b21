import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { PAGES } from '../shared/contract/pages.ts';

const FOLDER = 'dist/renderer';
const STAMP = `${FOLDER}/.built-from`;
const SOURCES = [
  'renderer/**/*',
  'shared/**/*',
  'scripts/ensure-built.ts',
  'vite.config.ts',
  'package-lock.json',
];

/** Builds the pages when they are not there or their sources have changed since. */
async function main(): Promise<void> {
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  console.log('Building the pages…');
  rmSync(FOLDER, { recursive: true, force: true });
  // One by one: a device shows one page all its life, and gains nothing from files shared with others.
  for (const page of PAGES) {
    await build({
      logLevel: 'warn',
      build: { rolldownOptions: { input: { [page]: `renderer/${page}/index.html` } } },
    });
  }
  compress();
  writeFileSync(STAMP, wanted);
}

/** Phones fetch their page over the air. */
function compress(): void {
  for (const file of globSync(`${FOLDER}/assets/*.{js,css,svg}`)) {
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
  }
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

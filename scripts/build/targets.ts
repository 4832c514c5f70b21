import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { buildElectron, buildServer } from './build-programs.ts';
import { buildPages } from './build-pages.ts';

/** Something that is built into a folder of its own below `dist`. */
export type Target = {
  readonly title: string;
  readonly folder: string;
  /** Patterns of everything it is made from. */
  readonly sources: readonly string[];
  readonly build: (folder: string) => Promise<void>;
};

/** What the server serves to browsers, and the shell to its windows. */
export const PAGES_TARGET: Target = {
  title: 'the pages',
  folder: 'dist/renderer',
  sources: [
    'renderer/**/*',
    'shared/**/*',
    'scripts/build/{build-pages,targets}.ts',
    'vite.config.ts',
    'package-lock.json',
  ],
  build: (outDir) => buildPages({ outDir, pages: allPages() }),
};

/** The programs of a kiosk, which need the pages too. */
export const PROGRAM_TARGETS: readonly Target[] = [
  {
    title: 'the server',
    folder: 'dist/server',
    sources: [...programSources(), 'server/**/*'],
    build: (folder) => buildServer(folder),
  },
  {
    title: 'the shell',
    folder: 'dist/electron',
    sources: [...programSources(), 'electron/**/*'],
    build: (folder) => buildElectron(folder),
  },
];

/** Builds what is not there, and that whose sources have changed since. */
export async function ensureBuilt(targets: readonly Target[]): Promise<void> {
  for (const target of targets) {
    const wanted = fingerprint(target.sources);
    if (builtFrom(target.folder) === wanted) continue;
    console.log(`Building ${target.title}…`);
    await buildAside(target, wanted);
  }
}

/** Aside, so that nobody ever finds half of it, not even two who build at the same time. */
async function buildAside(target: Target, wanted: string): Promise<void> {
  const aside = `${target.folder}.${process.pid}.tmp`;
  rmSync(aside, { recursive: true, force: true });
  try {
    await target.build(aside);
    writeFileSync(stampOf(aside), wanted);
    putInPlace(aside, target.folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function putInPlace(aside: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(aside, folder);
  } catch (error) {
    // Between the two lines, another who builds the same may have been faster.
    if (builtFrom(folder) !== builtFrom(aside)) throw error;
  }
}

function allPages(): readonly string[] {
  return globSync('renderer/*/index.html').map((file) => path.basename(path.dirname(file)));
}

function programSources(): readonly string[] {
  return ['shared/**/*', 'scripts/build/{build-programs,targets}.ts', 'package-lock.json'];
}

function builtFrom(folder: string): string | null {
  return existsSync(stampOf(folder)) ? readFileSync(stampOf(folder), 'utf8') : null;
}

function stampOf(folder: string): string {
  return path.join(folder, '.built-from');
}

/** Of the content and not of the times: a fresh clone and a copy are built once, not at every start. */
function fingerprint(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of globSync(sources).toSorted()) {
    if (!statSync(file).isFile() || file.includes('.test.')) continue;
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

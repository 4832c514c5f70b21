import { cpSync, globSync, mkdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build, type PluginOption } from 'vite';

const ROOT = path.join(import.meta.dirname, '../..');
/** Of the Electron we ship, and of the Node that runs the server by itself. */
const NODE = 'node24';

/** What the server runs in a thread of its own: each is found beside `main.js`. */
const THREADS = [
  'server/keeping/backup-worker.ts',
  'server/waits/wait-worker.ts',
  'server/waits/learn-worker.ts',
];

type Program = {
  readonly entry: string;
  readonly folder: string;
  readonly file: string;
  readonly format: 'es' | 'cjs';
  /** Packages that it gets from where it runs instead of carrying them. */
  readonly external: readonly string[];
};

/** Builds `main.js` and `preload.cjs`. */
export async function buildElectron(
  folder: string,
  plugins: readonly PluginOption[] = [],
): Promise<void> {
  const external = ['electron'];
  const main = {
    entry: 'electron/main.ts',
    folder,
    file: 'main.js',
    format: 'es',
    external,
  } as const;
  // A sandboxed preload can load neither a module nor a second file.
  const preload = {
    ...main,
    entry: 'electron/preload.ts',
    file: 'preload.cjs',
    format: 'cjs',
  } as const;
  await buildProgram(main, plugins);
  await buildProgram(preload, plugins);
}

/** Builds `main.js` and the threads that it starts, and puts the files that they read beside them. */
export async function buildServer(
  folder: string,
  plugins: readonly PluginOption[] = [],
): Promise<void> {
  // Native code cannot be part of a file of ours.
  const external = ['better-sqlite3'];
  const main = {
    entry: 'server/main.ts',
    folder,
    file: 'main.js',
    format: 'es',
    external,
  } as const;
  await buildProgram(main, plugins);
  for (const thread of THREADS) {
    const file = `${path.basename(thread, '.ts')}.js`;
    await buildProgram({ ...main, entry: thread, file }, plugins);
  }
  copy('server/db/migrations/*.sql', path.join(folder, 'migrations'));
  copy('server/demo/*.json', folder);
}

async function buildProgram(program: Program, plugins: readonly PluginOption[]): Promise<void> {
  const external = [...program.external, ...builtinModules, /^node:/];
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    plugins: [...plugins],
    ssr: { noExternal: true, external: [...program.external] },
    build: {
      ssr: path.join(ROOT, program.entry),
      outDir: program.folder,
      emptyOutDir: false,
      target: NODE,
      // Whoever reads an error in the log of a clinic has to find its line.
      minify: false,
      rolldownOptions: {
        external,
        output: { format: program.format, entryFileNames: program.file, codeSplitting: false },
      },
    },
  });
}

function copy(files: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const file of globSync(files, { cwd: ROOT })) {
    cpSync(path.join(ROOT, file), path.join(folder, path.basename(file)));
  }
}

import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

export type PagesBuild = {
  /** Where they go; what is there already stays. */
  readonly outDir: string;
  /** Names of folders in `renderer`. */
  readonly pages: readonly string[];
};

/** Builds pages, each by itself, with packed copies of what they fetch beside it. */
export async function buildPages({ outDir, pages }: PagesBuild): Promise<void> {
  const folder = path.resolve(outDir);
  // One by one: a device shows one page all its life, and gains nothing from files shared with others.
  for (const page of pages) {
    await build({
      logLevel: 'warn',
      build: {
        outDir: folder,
        rolldownOptions: { input: { [page]: `renderer/${page}/index.html` } },
      },
    });
  }
  compress(folder);
}

/** Phones fetch their page over the air. */
function compress(folder: string): void {
  for (const name of globSync('assets/*.{js,css,svg}', { cwd: folder })) {
    const file = path.join(folder, name);
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
  }
}

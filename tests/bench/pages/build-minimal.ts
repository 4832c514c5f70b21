import path from 'node:path';
import { build } from 'vite';
import config from '../../../vite.config.ts';

/** Builds the minimal page with the settings of our own pages; it has no font to fetch. */
export async function buildMinimalPage(outDir: string): Promise<void> {
  await build({
    ...config,
    configFile: false,
    plugins: [],
    root: path.join(import.meta.dirname, 'minimal'),
    logLevel: 'warn',
    build: {
      ...config.build,
      outDir,
      rolldownOptions: { input: path.join(import.meta.dirname, 'minimal/index.html') },
    },
  });
}

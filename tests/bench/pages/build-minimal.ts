import path from 'node:path';
import { build } from 'vite';
import config from '../../../vite.config.ts';

/** Builds the minimal page with the settings of our own pages. */
export async function buildMinimalPage(outDir: string): Promise<void> {
  await build({
    ...config,
    configFile: false,
    root: path.join(import.meta.dirname, 'minimal'),
    logLevel: 'warn',
    build: {
      ...config.build,
      outDir,
      rolldownOptions: { input: path.join(import.meta.dirname, 'minimal/index.html') },
    },
  });
}

import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';

/** Why what is loaded before a program cannot be built here, or null. */
export function missingForPreload(): string | null {
  if (process.platform !== 'linux') return 'it needs Linux, for LD_PRELOAD';
  const { status } = spawnSync('cc', ['--version'], { stdio: 'ignore' });
  return status === 0 ? null : 'there is no C compiler (cc)';
}

/** Builds a C source of ours into `folder`. Returns the library that LD_PRELOAD is set to. */
export function buildPreload(source: string, folder: string): string {
  const library = path.join(folder, `${path.basename(source, '.c')}.so`);
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-Wall', '-o', library, source, '-ldl']);
  return library;
}

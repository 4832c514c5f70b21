import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';

export type Folder = Disposable & { readonly path: string };

/**
 * A folder for one subject. Beside the real data and not in the system's folder for temporary files,
 * which on many systems is memory, where flushing to the disk costs nothing.
 */
export function benchFolder(): Folder {
  const parent = path.resolve('data/bench');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, 'run-'));
  return {
    path: folder,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

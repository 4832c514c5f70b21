import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { buildPreload } from '../preload.ts';

/** How a disk fails, as failing-disk.c has it. */
const LETTERS = {
  nothing: '-',
  full: 'f',
  'writing fails': 'e',
  'flushing fails': 's',
  'read-only': 'r',
} as const;

export type DiskOrder = keyof typeof LETTERS;

export const DISK_FAILURES = ['full', 'writing fails', 'flushing fails', 'read-only'] as const;

/** A disk under `dataFolder` that fails on order, for the process that has this environment. */
export type FailingDisk = Disposable & {
  readonly env: Readonly<Record<string, string>>;
  /** From this moment on. */
  readonly order: (order: DiskOrder) => void;
};

export function failingDisk(folder: string, dataFolder: string): FailingDisk {
  const file = path.join(folder, 'disk-orders');
  const descriptor = openSync(file, 'w');
  const order = (next: DiskOrder): void => {
    writeSync(descriptor, LETTERS[next], 0);
  };
  order('nothing');
  return {
    env: {
      LD_PRELOAD: buildPreload(path.join(import.meta.dirname, 'failing-disk.c'), folder),
      FAILING_FOLDER: dataFolder,
      FAILING_ORDERS: file,
    },
    order,
    [Symbol.dispose]: () => closeSync(descriptor),
  };
}

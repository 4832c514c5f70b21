import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Waits until a file is on the disk and not only in the memory of the system. */
export function flushFile(file: string): void {
  flush(file, 'r+');
}

/** The same for a folder: which names are in it. Windows keeps those by itself and refuses this. */
export function flushFolder(folder: string): void {
  if (process.platform !== 'win32') flush(folder, 'r');
}

function flush(file: string, mode: 'r' | 'r+'): void {
  const descriptor = openSync(file, mode);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

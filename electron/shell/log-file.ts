import {
  closeSync,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

const LARGEST_BYTES = 2 * 1024 * 1024;
// The newest first.
const NAMES = ['kiosk.log', 'kiosk.1.log', 'kiosk.2.log'] as const;
const LONGEST_LINE = 8 * 1024;
const TAIL_BYTES = 256 * 1024;
const OWNER_ONLY = 0o600;

export type LogFile = {
  /** Appends one line, at once. What would break the line is written as "\n". */
  readonly write: (line: string) => void;
  /** The newest lines, newest last: `count` at most, and only as many as are quickly read. */
  readonly tail: (count: number) => readonly string[];
  readonly close: () => void;
};

type OpenFile = { readonly descriptor: number; readonly size: number };

/**
 * Opens `kiosk.log` in a folder, made when it is not there. At 2 MB it becomes `kiosk.1.log`; the oldest
 * of three is dropped. Never throws: what cannot be written, on a full disk for instance, goes to
 * `fallback`, by default the standard error, after one sentence that says why.
 */
export function openLogFile(
  folder: string,
  fallback: (text: string) => void = (text) => {
    process.stderr.write(text);
  },
): LogFile {
  let open: OpenFile | null = null;
  let isFailing = false;
  let isClosed = false;

  const append = (text: string): void => {
    open ??= openNewest(folder);
    if (open.size > 0 && open.size + Buffer.byteLength(text) > LARGEST_BYTES) {
      closeSync(open.descriptor);
      open = null;
      rotate(folder);
      open = openNewest(folder);
    }
    open = { ...open, size: open.size + writeSync(open.descriptor, text) };
  };

  return {
    write(line) {
      const text = `${line.slice(0, LONGEST_LINE).replaceAll(/\r?\n|\r/g, String.raw`\n`)}\n`;
      if (isClosed) return fallback(text);
      try {
        append(text);
        isFailing = false;
      } catch (error) {
        if (!isFailing) fallback(`The log in ${folder} cannot be written: ${String(error)}\n`);
        isFailing = true;
        fallback(text);
      }
    },
    tail: (count) => newestLines(folder, count),
    close() {
      isClosed = true;
      if (open) closeSync(open.descriptor);
      open = null;
    },
  };
}

function openNewest(folder: string): OpenFile {
  mkdirSync(folder, { recursive: true });
  const descriptor = openSync(path.join(folder, NAMES[0]), 'a', OWNER_ONLY);
  // One that was there before keeps the rights it had.
  fchmodSync(descriptor, OWNER_ONLY);
  return { descriptor, size: fstatSync(descriptor).size };
}

function rotate(folder: string): void {
  for (const [index, name] of [...NAMES.slice(0, -1).entries()].toReversed()) {
    try {
      renameSync(path.join(folder, name), path.join(folder, NAMES[index + 1] ?? name));
    } catch {
      // There is none that old yet.
    }
  }
}

function newestLines(folder: string, count: number): readonly string[] {
  const newestFirst: string[] = [];
  for (const name of NAMES) {
    if (newestFirst.length >= count) break;
    newestFirst.push(...lastLines(path.join(folder, name)).toReversed());
  }
  return newestFirst.slice(0, Math.max(0, count)).toReversed();
}

function lastLines(file: string): readonly string[] {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const fromByte = Math.max(0, size - TAIL_BYTES);
      const bytes = Buffer.alloc(size - fromByte);
      const length = readSync(descriptor, bytes, 0, bytes.length, fromByte);
      const lines = bytes.toString('utf8', 0, length).split('\n').filter(Boolean);
      // The first line was cut where we began to read.
      return fromByte > 0 ? lines.slice(1) : lines;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return [];
  }
}

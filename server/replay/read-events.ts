import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { RecordedEvent } from '../../shared/domain/waits/recorded/recorded-event.ts';
import { readInstant, writeInstant } from './instant.ts';
import { readLine } from './recorded-line.ts';

/** Something in a file that cannot be read on from, in words for whoever wrote the file. */
export class LogProblem extends Error {}

export type EventSources = {
  /** In the order in which their days follow each other; "-" is `stdin`. */
  readonly files: readonly string[];
  readonly stdin: Readable;
  /** What is left out but may be a mistake. */
  readonly warn: (message: string) => void;
};

type Line = { readonly place: string; readonly text: string };

/** The events of all files, one at a time. Throws a `LogProblem` that names the file and the line. */
export async function* readEvents({
  files,
  stdin,
  warn,
}: EventSources): AsyncGenerator<RecordedEvent> {
  let last: RecordedEvent | null = null;
  const warned = new Set<string>();
  for await (const { place, text } of linesOf(files, stdin)) {
    const read = readLine(text);
    if (!read.ok) throw new LogProblem(`${place}: ${read.problem}`);
    const { event, unknownFields } = read;
    if (last && event.at < last.at) {
      const before = writeInstant(last.at, last.utcOffsetMinutes);
      throw new LogProblem(`${place}: at: is before the line before it, ${before}`);
    }
    for (const field of unknownFields) {
      const what = `${event.type}: ${field}`;
      if (!warned.has(what))
        warn(`${place}: "${field}" of "${event.type}" is not known and is ignored`);
      warned.add(what);
    }
    last = event;
    yield event;
  }
}

/** The instants of a file, one on each line, earliest first, each once. */
export async function readInstants(file: string, stdin: Readable): Promise<readonly EpochMs[]> {
  const instants = new Set<EpochMs>();
  for await (const { place, text } of linesOf([file], stdin)) {
    const instant = readInstant(text.trim());
    if (!instant) {
      throw new LogProblem(
        `${place}: must be an ISO 8601 time with an offset, such as "2026-11-21T10:05:00+01:00"`,
      );
    }
    instants.add(instant.at);
  }
  return [...instants].toSorted((a, b) => a - b);
}

/** The lines that are not empty. */
async function* linesOf(files: readonly string[], stdin: Readable): AsyncGenerator<Line> {
  for (const file of files) {
    const name = file === '-' ? 'standard input' : file;
    const input = file === '-' ? stdin : createReadStream(file, 'utf8');
    let number = 0;
    try {
      for await (const text of createInterface({ input, crlfDelay: Infinity })) {
        number += 1;
        if (text.trim() !== '') yield { place: `${name}:${number}`, text };
      }
    } catch (cause) {
      if (cause instanceof LogProblem || !isFileError(cause)) throw cause;
      throw new LogProblem(`${name}: cannot be read: ${cause.message}`, { cause });
    }
  }
}

function isFileError(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && 'syscall' in cause;
}

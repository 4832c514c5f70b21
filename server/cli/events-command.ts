import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, InvalidArgumentError } from 'commander';
import { createEventStore, type EventStore } from '../db/events.ts';
import { dataFolderOf, openExistingDatabase } from './clinic-data.ts';

const AT_ONCE = 500;

type Options = { readonly data?: string; readonly after: number };

export function eventsCommand(): Command {
  return new Command('events')
    .description('prints what happened, one JSON object a line, oldest first')
    .option('--data <folder>', 'where the clinic is stored; without it, the demonstration')
    .option('--after <seq>', 'only what has a higher number than this', toSeq, 0)
    .action(printEvents);
}

async function printEvents(options: Options): Promise<void> {
  const db = openExistingDatabase(dataFolderOf(options));
  try {
    const lines = Readable.from(eventLines(createEventStore(db), options.after));
    await pipeline(lines, process.stdout, { end: false });
  } catch (error) {
    // Whoever reads, such as `head`, has seen enough.
    if (!isBrokenPipe(error)) throw error;
  } finally {
    db.close();
  }
}

function* eventLines(events: EventStore, after: number): Generator<string> {
  for (let seq = after, isMore = true; isMore;) {
    const page = events.after(seq, AT_ONCE);
    for (const event of page) {
      yield `${JSON.stringify({ ...event, body: JSON.parse(event.body) })}\n`;
    }
    seq = page.at(-1)?.seq ?? seq;
    isMore = page.length === AT_ONCE;
  }
}

function toSeq(text: string): number {
  const seq = Number(text);
  if (!Number.isSafeInteger(seq) || seq < 0) {
    throw new InvalidArgumentError('must be a whole number, 0 or more');
  }
  return seq;
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

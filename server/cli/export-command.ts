import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, InvalidArgumentError } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { clinicOf } from '../../shared/contract/clinic-file.ts';
import type { RecordedEvent } from '../../shared/domain/waits/recorded/recorded-event.ts';
import { createEventStore, type EventStore } from '../db/events.ts';
import type { Db } from '../db/open-database.ts';
import { writeLine } from '../replay/recorded-line.ts';
import { recordedDays } from '../waits/recorded-days.ts';
import { createTranslator, type TranslatorParts } from '../waits/translate-events.ts';
import {
  checkKindOfClinic,
  clinicFileOf,
  type ClinicOptions,
  dataFolderOf,
  openExistingDatabase,
} from './clinic-data.ts';

const AT_ONCE = 500;

type Options = ClinicOptions & { readonly from?: string; readonly to?: string };

export function exportCommand(): Command {
  return new Command('export')
    .description("hands out the clinic's own records")
    .addCommand(
      new Command('events')
        .description(
          'prints the days of the clinic as `npm run replay` reads them (docs/replay.md)',
        )
        .option('--data <folder>', 'where the clinic is stored; without it, the demonstration')
        .option('--config <file>', "the clinic's file: its time zone, settings and stations")
        .option('--from <day>', 'the first day, such as 2026-11-21', toDay)
        .option('--to <day>', 'the last day', toDay)
        .action(exportEvents),
    );
}

async function exportEvents(options: Options): Promise<void> {
  const db = openExistingDatabase(dataFolderOf(options));
  try {
    const parts = translatorParts(db, options);
    const { from = null, to = null } = options;
    const span = { from, to, timeZone: parts.timeZone };
    const lines = recordedDays(eventsOf(createEventStore(db), parts), span);
    await pipeline(Readable.from(linesOf(lines)), process.stdout, { end: false });
  } catch (error) {
    // Whoever reads, such as `head`, has seen enough.
    if (!isBrokenPipe(error)) throw error;
  } finally {
    db.close();
  }
}

/** Without its file, a clinic's days are those of this machine, and its settings stay unsaid. */
function translatorParts(db: Db, options: Options): TranslatorParts {
  if (options.config === undefined && options.data !== undefined) {
    return { timeZone: Temporal.Now.timeZoneId() };
  }
  checkKindOfClinic(db, options);
  const clinic = clinicOf(clinicFileOf(options));
  return { timeZone: clinic.timeZone, clinic };
}

function* eventsOf(events: EventStore, parts: TranslatorParts): Generator<RecordedEvent> {
  const translator = createTranslator(parts);
  for (let seq = 0, isMore = true; isMore;) {
    const page = events.after(seq, AT_ONCE);
    for (const event of page) yield* translator.take(event);
    seq = page.at(-1)?.seq ?? seq;
    isMore = page.length === AT_ONCE;
  }
}

function* linesOf(events: Iterable<RecordedEvent>): Generator<string> {
  for (const event of events) yield `${writeLine(event)}\n`;
}

function toDay(text: string): string {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    throw new InvalidArgumentError('must be a day such as 2026-11-21');
  }
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

import { CsvError, parse } from 'csv-parse/sync';
import type { FileProblem } from './file-problem.ts';

export type Row = { readonly line: number; readonly cells: readonly string[] };

export type ReadRows =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly problem: FileProblem };

export const MOST_BYTES = 5 * 1024 * 1024;
const MOST_ROWS = 20_000;
/** A row is longer than this only when a quotation mark was never closed. */
const LONGEST_ROW = 10_000;
const HINT = 'Save it as CSV in UTF-8 (in Excel: "CSV UTF-8").';

/** Turns the bytes of a CSV file into rows of trimmed cells; rows with nothing in them are left out. */
export function readRows(bytes: Uint8Array): ReadRows {
  if (bytes.length > MOST_BYTES) return tooLarge();
  const text = decode(bytes);
  return typeof text === 'string' ? split(text) : { ok: false, problem: text };
}

export function tooLarge(): Extract<ReadRows, { readonly ok: false }> {
  return unreadable(1, `The file is larger than ${MOST_BYTES / 1024 / 1024} MB. Send fewer days.`);
}

function decode(bytes: Uint8Array): string | FileProblem {
  if (isUtf16(bytes)) {
    return { line: 1, column: null, message: `The file is in UTF-16 ("Unicode text"). ${HINT}` };
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const line = firstLineNotUtf8(bytes);
    const message = `The file is not in UTF-8; it may be in Latin-1 or Windows-1252. ${HINT}`;
    return { line, column: null, message };
  }
}

/** Either it says so in its first two bytes, or it has the empty bytes that no CSV in UTF-8 has. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return bytes.subarray(0, 1000).includes(0);
}

function firstLineNotUtf8(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const newline = 0x0a;
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(newline, start);
    const end = found === -1 ? bytes.length : found;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return line;
}

function split(text: string): ReadRows {
  const rows: Row[] = [];
  let linesRead = 0;
  try {
    parse(text, {
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      max_record_size: LONGEST_ROW,
      // One more than is allowed, after the header, is enough to know that there are too many.
      to: MOST_ROWS + 2,
      on_record: (cells: string[], { lines }) => {
        rows.push({ line: lines, cells });
        linesRead = lines;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return unreadable(linesRead + 1, messageOf(error));
  }
  if (rows.length > MOST_ROWS + 1) {
    return unreadable(1, `The file has more than ${MOST_ROWS} rows. Send fewer days.`);
  }
  return { ok: true, rows };
}

/** The parser's own message is not passed on: it quotes what it stumbled over. */
function messageOf(error: CsvError): string {
  const about = 'The rest of the file was not read.';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE') {
    return `A value that begins here with a quotation mark (") does not end. ${about}`;
  }
  return `A quotation mark (") is in the wrong place: put the whole value in quotation marks and double those inside it. ${about}`;
}

function unreadable(line: number, message: string): Extract<ReadRows, { readonly ok: false }> {
  return { ok: false, problem: { line, column: null, message } };
}

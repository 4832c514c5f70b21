type Cell = string | number;

/** Lets spreadsheets read accents and Arabic: without it they take the file for their own code page. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet would run as a formula, and the two blanks it skips before looking. */
const FORMULA_START = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Writes a table as CSV after RFC 4180. Text that a spreadsheet would take for a formula gets a leading
 * apostrophe, so that words typed at a public terminal cannot do anything on a manager's computer.
 */
export function csv(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [line(header)];
  for (const row of rows) lines.push(line(row));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

function line(cells: readonly Cell[]): string {
  return cells.map((cell) => (typeof cell === 'number' ? String(cell) : field(cell))).join(',');
}

function field(text: string): string {
  const harmless = FORMULA_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

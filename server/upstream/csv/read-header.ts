import type { FileProblem } from './file-problem.ts';
import type { Row } from './read-rows.ts';

export const REQUIRED_COLUMNS = [
  'ref',
  'date',
  'time',
  'service',
  'provider',
  'first_name',
  'last_name',
  'date_of_birth',
] as const;
const KNOWN_COLUMNS = [...REQUIRED_COLUMNS, 'status'] as const;

export type Column = (typeof KNOWN_COLUMNS)[number];

export type ReadHeader =
  | { readonly ok: true; readonly columns: readonly Column[] }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Says which column each place of a row is; the order of the columns is free. */
export function readHeader({ line, cells }: Row): ReadHeader {
  const names = cells.map((cell) => cell.toLowerCase());
  const known = names.filter(isColumn);
  if (known.length === 0) return refused(line, [notAHeader(cells)]);
  const messages = [...unknownNames(names), ...twiceNamed(names), ...missingNames(names)];
  return messages.length === 0 ? { ok: true, columns: known } : refused(line, messages);
}

/** The line may be a patient's row, so nothing of it is repeated. */
function notAHeader(cells: readonly string[]): string {
  const separator = [';', '\t'].find((sign) => cells[0]?.includes(sign));
  if (separator !== undefined) {
    const name = separator === ';' ? 'semicolons' : 'tabs';
    return `The values are separated by ${name}; commas are needed.`;
  }
  return `The first line must name the columns: ${REQUIRED_COLUMNS.join(',')}`;
}

function unknownNames(names: readonly string[]): readonly string[] {
  return names.flatMap((name, index) => {
    if (isColumn(name)) return [];
    if (name === '') return [`Column ${index + 1} has no name.`];
    return [`"${name.slice(0, 40)}" is not a column; known are ${KNOWN_COLUMNS.join(', ')}.`];
  });
}

function twiceNamed(names: readonly string[]): readonly string[] {
  return KNOWN_COLUMNS.filter((column) => names.indexOf(column) !== names.lastIndexOf(column)).map(
    (column) => `The column "${column}" is there twice.`,
  );
}

function missingNames(names: readonly string[]): readonly string[] {
  return REQUIRED_COLUMNS.filter((column) => !names.includes(column)).map(
    (column) => `The column "${column}" is missing.`,
  );
}

function isColumn(name: string): name is Column {
  const known: readonly string[] = KNOWN_COLUMNS;
  return known.includes(name);
}

function refused(line: number, messages: readonly string[]): ReadHeader {
  return { ok: false, problems: messages.map((message) => ({ line, column: null, message })) };
}

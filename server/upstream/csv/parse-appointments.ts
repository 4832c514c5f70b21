import type { Clinic } from '../../../shared/domain/clinic.ts';
import { initialOf } from '../../../shared/domain/initials.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { instantOf } from '../../clock.ts';
import type { Appointment } from '../../db/appointments.ts';
import { type AppointmentRow, appointmentRow } from './appointment-row.ts';
import { type FileProblem, type FileProblems, listProblems } from './file-problem.ts';
import { type Column, readHeader } from './read-header.ts';
import { readRows, type Row } from './read-rows.ts';

/** An appointment as a file has it; the one it becomes here has an id of ours. */
export type PlannedAppointment = Omit<Appointment, 'id'>;

export type Schedule = {
  readonly appointments: readonly PlannedAppointment[];
  /** The days the file is the complete list of, in order. */
  readonly days: readonly string[];
};

export type ParsedSchedule =
  | ({ readonly ok: true } & Schedule)
  | ({ readonly ok: false } & FileProblems);

/** Reads a file of appointments. Either all of it is right, or everything that is wrong is listed. */
export function parseAppointments(bytes: Uint8Array, clinic: Clinic, now: EpochMs): ParsedSchedule {
  const read = readRows(bytes);
  if (!read.ok) return refused([read.problem]);
  const [first, ...rows] = read.rows;
  if (!first) return refused([{ line: 1, column: null, message: 'The file is empty.' }]);
  const header = readHeader(first);
  if (!header.ok) return refused(header.problems);
  if (rows.length === 0) {
    return refused([{ line: first.line, column: null, message: 'The file has no appointments.' }]);
  }
  return readAppointments(rows, header.columns, { clinic, now });
}

function readAppointments(
  rows: readonly Row[],
  columns: readonly Column[],
  { clinic, now }: { readonly clinic: Clinic; readonly now: EpochMs },
): ParsedSchedule {
  const schema = appointmentRow(clinic, now);
  const problems: FileProblem[] = [];
  const lineOf = new Map<string, number>();
  const appointments: PlannedAppointment[] = [];
  for (const row of rows) {
    if (row.cells.length !== columns.length) {
      problems.push(wrongCount(row, columns));
      continue;
    }
    const raw = Object.fromEntries(columns.map((column, index) => [column, row.cells[index]]));
    problems.push(...twiceInOneDay(raw, row.line, lineOf));
    const parsed = schema.safeParse(raw);
    if (parsed.success) appointments.push(toAppointment(parsed.data, clinic.timeZone));
    else problems.push(...parsed.error.issues.map((issue) => problemOf(row.line, issue)));
  }
  if (problems.length > 0) return refused(problems);
  const days = [...new Set(appointments.map((appointment) => appointment.day))].toSorted();
  return { ok: true, appointments, days };
}

/** Not the values: in a row with a comma too many, any of them may be a name. */
function wrongCount({ line, cells }: Row, columns: readonly Column[]): FileProblem {
  return {
    line,
    column: null,
    message: `has ${cells.length} values and needs ${columns.length}; a value with a comma in it must be in quotation marks`,
  };
}

function twiceInOneDay(
  raw: Readonly<Record<string, string | undefined>>,
  line: number,
  lineOf: Map<string, number>,
): readonly FileProblem[] {
  if (raw.ref === '') return [];
  const key = `${raw.date}\n${raw.ref}`;
  const before = lineOf.get(key);
  if (before === undefined) {
    lineOf.set(key, line);
    return [];
  }
  return [{ line, column: 'ref', message: `is used on line ${before} for the same day` }];
}

function problemOf(
  line: number,
  issue: { readonly path: readonly PropertyKey[]; readonly message: string },
): FileProblem {
  const [column] = issue.path;
  return { line, column: typeof column === 'string' ? column : null, message: issue.message };
}

function toAppointment(row: AppointmentRow, timeZone: string): PlannedAppointment {
  return {
    day: row.date,
    ref: row.ref,
    startAt: instantOf(row.date, row.time, timeZone),
    serviceId: row.service,
    providerId: row.provider === '' ? null : row.provider,
    firstName: row.first_name,
    lastName: row.last_name,
    dateOfBirth: row.date_of_birth,
    firstInitial: initialOf(row.first_name),
    lastInitial: initialOf(row.last_name),
    status: row.status === 'cancelled' ? 'cancelled' : 'booked',
  };
}

function refused(problems: readonly FileProblem[]): ParsedSchedule {
  return { ok: false, ...listProblems(problems) };
}

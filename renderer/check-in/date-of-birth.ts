const PARTS = ['day', 'month', 'year'] as const;
export type BirthPart = (typeof PARTS)[number];

/** A date of birth as it is being typed: digits, never checked before Continue (UX 1.2, "Error"). */
export type BirthEntry = {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  /** The box the next digit goes to. */
  readonly part: BirthPart;
  /** True when a box was gone back to: the next digit replaces what is there. */
  readonly replaces: boolean;
  /** True until a box is chosen by hand: only then is where one part ends for us to find. */
  readonly flows: boolean;
};

export const EMPTY_BIRTH: BirthEntry = {
  day: '',
  month: '',
  year: '',
  part: 'day',
  replaces: false,
  flows: true,
};

const LENGTHS: Readonly<Record<BirthPart, number>> = { day: 2, month: 2, year: 4 };
// A day that starts with 4 and a month that starts with 2 can have no second digit.
const COMPLETE_FROM: Readonly<Record<BirthPart, number>> = { day: 4, month: 2, year: 10 };

/** Types one digit; a box that is complete passes on to the next one. */
export function typeDigit(entry: BirthEntry, digit: string): BirthEntry {
  const split = splitBeforeCentury(entry, digit);
  if (split !== null) return split;
  const before = entry.replaces ? '' : entry[entry.part];
  if (before.length >= LENGTHS[entry.part]) return entry;
  const typed = { ...entry, [entry.part]: before + digit, replaces: false };
  return isComplete(typed, entry.part) ? { ...typed, part: partAfter(entry.part) } : typed;
}

/** Takes back the last digit, from the box before when this one is empty. */
export function deleteDigit(entry: BirthEntry): BirthEntry {
  const part = entry[entry.part] === '' ? partBefore(entry.part) : entry.part;
  return { ...entry, [part]: entry[part].slice(0, -1), part, replaces: false };
}

/** Goes to a box; one that is complete is typed anew from its first digit. */
export function chooseBirthPart(entry: BirthEntry, part: BirthPart): BirthEntry {
  return { ...entry, part, replaces: isComplete(entry, part), flows: false };
}

/** The month typed so far as 1 to 12, or null. */
export function monthOf(entry: BirthEntry): number | null {
  const month = Number(entry.month);
  return month >= 1 && month <= 12 ? month : null;
}

const OLDEST_YEARS = 120;

export type BirthError =
  | 'empty'
  | 'day'
  | 'month'
  | 'year'
  | 'dayMonth'
  | 'dayYear'
  | 'monthYear'
  | 'yearDigits'
  | 'real'
  | 'future'
  | 'tooOld';

export type CheckedBirth =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly error: BirthError; readonly part: BirthPart };

/** Reads what was typed as a date; `today` is the clinic's, both as "2026-03-09". */
export function checkBirth(entry: BirthEntry, today: string): CheckedBirth {
  const missing = PARTS.filter((part) => entry[part] === '');
  const [firstMissing] = missing;
  if (firstMissing !== undefined) {
    return { ok: false, error: errorForMissing(missing), part: firstMissing };
  }
  if (entry.year.length < LENGTHS.year) return { ok: false, error: 'yearDigits', part: 'year' };
  const month = monthOf(entry);
  if (month === null) return { ok: false, error: 'real', part: 'month' };
  const day = Number(entry.day);
  if (day < 1 || day > daysInMonth(Number(entry.year), month)) {
    return { ok: false, error: 'real', part: 'day' };
  }
  const date = `${entry.year}-${entry.month.padStart(2, '0')}-${entry.day.padStart(2, '0')}`;
  if (date > today) return { ok: false, error: 'future', part: 'year' };
  if (date < yearsBefore(today, OLDEST_YEARS)) return { ok: false, error: 'tooOld', part: 'year' };
  return { ok: true, date };
}

/** The first year somebody alive today can be born in. */
export function oldestYear(today: string): number {
  return Number(today.slice(0, 4)) - OLDEST_YEARS;
}

/**
 * "1 3 1984" typed without a pause looks like the 13th at first, and "29 1 2015" like December, until
 * the digits of the century show where the month ended. Null when there is nothing to put right.
 */
function splitBeforeCentury(entry: BirthEntry, digit: string): BirthEntry | null {
  const { day, month, year, flows } = entry;
  const century = month.slice(-1) + digit;
  if (!flows || year !== '' || (century !== '19' && century !== '20')) return null;
  const [newDay, newMonth] =
    month.length === 2 ? [day, month.charAt(0)] : [day.charAt(0), day.charAt(1)];
  if (Number(newDay) === 0 || Number(newMonth) === 0) return null;
  return { ...entry, day: newDay, month: newMonth, year: century, part: 'year' };
}

function isComplete(entry: BirthEntry, part: BirthPart): boolean {
  const digits = entry[part];
  return digits.length === LENGTHS[part] || Number(digits.charAt(0)) >= COMPLETE_FROM[part];
}

function partAfter(part: BirthPart): BirthPart {
  return part === 'day' ? 'month' : 'year';
}

function partBefore(part: BirthPart): BirthPart {
  return part === 'year' ? 'month' : 'day';
}

function errorForMissing(missing: readonly BirthPart[]): BirthError {
  const [first, second, third] = missing;
  if (third !== undefined) return 'empty';
  if (second === 'month') return 'dayMonth';
  if (second === 'year') return first === 'day' ? 'dayYear' : 'monthYear';
  return first ?? 'empty';
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

// Dates as text compare by size; a 29 February that this year did not have compares right as well.
function yearsBefore(date: string, years: number): string {
  return String(Number(date.slice(0, 4)) - years).padStart(4, '0') + date.slice(4);
}

import { describe, expect, test } from 'vitest';
import { clinicFile } from '../../../tests/support/clinic.ts';
import { problemText } from './file-problem.ts';
import { parseAppointments } from './parse-appointments.ts';

const NOW = Date.parse('2026-11-21T08:00:00Z');
const HEADER = 'ref,date,time,service,provider,first_name,last_name,date_of_birth';
const ROW = 'A1,2026-11-21,10:40,doctor,adeyemi,Amara,Okafor,1980-02-03';

const clinic = clinicFile({ timeZone: 'America/New_York' });

function parse(content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return parseAppointments(bytes, clinic, NOW);
}

/** What is said about a file that is refused; empty when it is accepted. */
function problemsOf(content: string | Uint8Array): string {
  const parsed = parse(content);
  return parsed.ok ? '' : problemText(parsed);
}

function row(changes: Readonly<Record<string, string>>): string {
  const values = ROW.split(',');
  return HEADER.split(',')
    .map((column, index) => changes[column] ?? values[index])
    .join(',');
}

describe('a file that is right', () => {
  test('becomes appointments at the clinic’s time, with the days they are on', () => {
    expect(parse(`${HEADER}\n${ROW}\n`)).toEqual({
      ok: true,
      days: ['2026-11-21'],
      appointments: [
        {
          day: '2026-11-21',
          ref: 'A1',
          startAt: Date.parse('2026-11-21T15:40:00Z'),
          serviceId: 'doctor',
          providerId: 'adeyemi',
          firstName: 'Amara',
          lastName: 'Okafor',
          dateOfBirth: '1980-02-03',
          firstInitial: 'A',
          lastInitial: 'O',
          status: 'booked',
        },
      ],
    });
  });

  test.each([
    ['a byte order mark', `\uFEFF${HEADER}\n${ROW}`],
    ['Windows line ends', `${HEADER}\r\n${ROW}\r\n`],
    ['old Mac line ends', `${HEADER}\r${ROW}\r`],
    ['spaces around values', `${HEADER}\n${ROW.replaceAll(',', ' , ')}`],
    ['capitals in the header', `${HEADER.toUpperCase()}\n${ROW}`],
    ['rows with nothing in them', `${HEADER}\n\n,,,,,,,\n${ROW}\n\n`],
    ['quotation marks', `${HEADER}\n"${ROW.replaceAll(',', '","')}"`],
  ])('may have %s', (_, content) => {
    expect(parse(content)).toEqual(parse(`${HEADER}\n${ROW}\n`));
  });

  test('may have its columns in any order, and a status', () => {
    const parsed = parse(
      'status,date_of_birth,last_name,first_name,provider,service,time,date,ref\n' +
        'cancelled,1980-02-03,"Okafor, Jr",Amara,,blood,10:40,2026-11-21,A1',
    );
    expect(parsed).toMatchObject({
      ok: true,
      appointments: [{ lastName: 'Okafor, Jr', providerId: null, status: 'cancelled' }],
    });
  });

  test('takes an accent off the letter that people type', () => {
    expect(parse(`${HEADER}\n${row({ last_name: 'Élan', first_name: '' })}`)).toMatchObject({
      ok: true,
      appointments: [{ lastName: 'Élan', lastInitial: 'E', firstInitial: '' }],
    });
  });

  test('may have the same ref on two days', () => {
    expect(parse(`${HEADER}\n${ROW}\n${row({ date: '2026-11-20' })}`)).toMatchObject({
      ok: true,
      days: ['2026-11-20', '2026-11-21'],
    });
  });
});

describe('a file that is not readable', () => {
  test.each([
    ['empty', '', 'The file is empty.'],
    ['a header alone', HEADER, 'The file has no appointments.'],
    ['without a header', ROW, 'The first line must name the columns: ref,date,time,'],
    ['separated by semicolons', HEADER.replaceAll(',', ';'), 'separated by semicolons'],
    ['separated by tabs', HEADER.replaceAll(',', '\t'), 'separated by tabs'],
    ['larger than the limit', new Uint8Array(5 * 1024 * 1024 + 1), 'larger than 5 MB'],
    ['longer than the limit', `${HEADER}\n${`${ROW}\n`.repeat(20_001)}`, 'more than 20000 rows'],
  ])('says so when it is %s', (_, content, words) => {
    expect(problemsOf(content)).toMatch(/^line 1: /);
    expect(problemsOf(content)).toContain(words);
  });

  test.each([
    ['little-endian', Buffer.from(`\uFEFF${HEADER}\n${ROW}`, 'utf16le')],
    ['big-endian', Buffer.from(`\uFEFF${HEADER}\n${ROW}`, 'utf16le').swap16()],
    ['unmarked', Buffer.from(`${HEADER}\n${ROW}`, 'utf16le')],
  ])('says that it is in UTF-16 (%s)', (_, bytes) => {
    expect(problemsOf(bytes)).toBe(
      'line 1: The file is in UTF-16 ("Unicode text"). Save it as CSV in UTF-8 (in Excel: "CSV UTF-8").',
    );
  });

  test('says on which line it is in Latin-1', () => {
    const bytes = Buffer.from(`${HEADER}\n${ROW}\n${row({ last_name: 'Núñez' })}`, 'latin1');
    expect(problemsOf(bytes)).toMatch(/^line 3: The file is not in UTF-8; it may be in Latin-1/);
  });

  test('says where a quotation mark opens that never closes', () => {
    expect(problemsOf(`${HEADER}\n${ROW}\nA2,2026-11-21,"10:40,doctor\n${ROW}\n`)).toMatch(
      /^line 3: A value that begins here with a quotation mark/,
    );
  });

  test('says where a quotation mark is inside a value, without repeating the value', () => {
    const problems = problemsOf(`${HEADER}\n${ROW}\n${row({ first_name: 'Amara "Ama"' })}`);
    expect(problems).toMatch(/^line 3: A quotation mark \("\) is in the wrong place/);
    expect(problems).not.toContain('Ama');
  });

  test('names the columns that are missing, unknown and there twice', () => {
    expect(problemsOf(`ref,date,time,time,service,first_name,last_name,doctor,\n${ROW},\n`)).toBe(
      [
        'line 1: "doctor" is not a column; known are ref, date, time, service, provider, first_name, last_name, date_of_birth, status.',
        'line 1: Column 9 has no name.',
        'line 1: The column "time" is there twice.',
        'line 1: The column "provider" is missing.',
        'line 1: The column "date_of_birth" is missing.',
      ].join('\n'),
    );
  });
});

describe('a row that is not right', () => {
  const REAL_DATE =
    'must be a real date, such as 2026-11-21, not more than a year ago or two years ahead';
  const BIRTH_DATE = 'must be a real date, such as 1980-02-03, in the last 130 years';
  const TIME = 'must be a time of 24 hours, such as 09:40';

  test.each([
    [{ ref: '' }, 'ref: is empty; the appointment needs an id of its own'],
    [{ ref: 'x'.repeat(81) }, 'ref: is longer than 80 characters'],
    [{ date: '21/11/2026' }, `date: ${REAL_DATE}`],
    [{ date: '2026-02-30' }, `date: ${REAL_DATE}`],
    [{ date: '1980-02-03' }, `date: ${REAL_DATE}`],
    [{ time: '10:40 AM' }, `time: ${TIME}`],
    [{ time: '24:00' }, `time: ${TIME}`],
    [{ time: '9:40' }, `time: ${TIME}`],
    [{ service: '' }, 'service: is empty; known are doctor, blood'],
    [{ service: 'x-ray' }, 'service: there is no service "x-ray"; known are doctor, blood'],
    [{ service: 'Okafor' }, 'service: is not known; known are doctor, blood'],
    [{ provider: 'house' }, 'provider: there is no provider "house"; known are adeyemi, osei'],
    [{ last_name: '' }, 'last_name: must have a letter in it'],
    [{ last_name: '—' }, 'last_name: must have a letter in it'],
    [{ first_name: 'x'.repeat(101) }, 'first_name: is longer than 100 characters'],
    [{ first_name: 'A\u0007' }, 'first_name: has a line break or a control character in it'],
    [{ date_of_birth: '03.02.1980' }, `date_of_birth: ${BIRTH_DATE}`],
    [{ date_of_birth: '1981-02-29' }, `date_of_birth: ${BIRTH_DATE}`],
    [{ date_of_birth: '2026-11-22' }, `date_of_birth: ${BIRTH_DATE}`],
    [{ date_of_birth: '1880-02-03' }, `date_of_birth: ${BIRTH_DATE}`],
  ])('%j is refused with its line and column', (changes, words) => {
    expect(problemsOf(`${HEADER}\n${ROW}\n${row({ ref: 'A2', ...changes })}\n`)).toBe(
      `line 3, ${words}`,
    );
  });

  test('has a status that is known', () => {
    expect(problemsOf(`${HEADER},status\n${ROW},maybe`)).toBe(
      'line 2, status: must be booked, cancelled or empty',
    );
  });

  test('has as many values as the header', () => {
    expect(problemsOf(`${HEADER}\n${ROW},Jr\n`)).toBe(
      'line 2: has 9 values and needs 8; a value with a comma in it must be in quotation marks',
    );
  });

  test('has a ref that its day does not have already', () => {
    expect(problemsOf(`${HEADER}\n${ROW}\n\n${row({ time: '11:00' })}\n`)).toBe(
      'line 4, ref: is used on line 2 for the same day',
    );
  });

  test('is listed with every other problem of the file', () => {
    const wrong = row({ time: 'soon', service: 'tea', date_of_birth: '' });
    expect(problemsOf(`${HEADER}\n${wrong}\n${ROW},\n`).split('\n')).toHaveLength(4);
  });

  test('is only counted after a hundred others', () => {
    const rows = Array.from({ length: 103 }, (_, index) => row({ ref: `A${index}`, time: '' }));
    const lines = problemsOf(`${HEADER}\n${rows.join('\n')}`).split('\n');
    expect(lines).toHaveLength(101);
    expect(lines.at(-1)).toBe('and 3 more');
  });

  test('never has its names or birth date repeated', () => {
    const wrong = row({ time: 'x', last_name: '1\u0007', first_name: 'Zuleika\u0007' });
    expect(problemsOf(`${HEADER}\n${wrong}`)).not.toMatch(/Zuleika|1980/);
  });
});

import { describe, expect, test } from 'vitest';
import {
  type BirthEntry,
  checkBirth,
  chooseBirthPart,
  deleteDigit,
  EMPTY_BIRTH,
  monthOf,
  oldestYear,
  typeDigit,
} from './date-of-birth.ts';

const TODAY = '2026-03-09';

function typed(digits: string, from: BirthEntry = EMPTY_BIRTH): BirthEntry {
  return digits.split('').reduce(typeDigit, from);
}

function entered(day: string, month: string, year: string): BirthEntry {
  return { ...EMPTY_BIRTH, day, month, year };
}

describe('typing', () => {
  test('two digits of the day and two of the month pass on to the next box', () => {
    expect(typed('15031984')).toEqual({
      day: '15',
      month: '03',
      year: '1984',
      part: 'year',
      replaces: false,
      flows: true,
    });
  });

  test.each([
    ['2912015', '29', '1', '2015'],
    ['131984', '1', '3', '1984'],
    ['111984', '1', '1', '1984'],
    ['132015', '1', '3', '2015'],
    ['2911984', '29', '1', '1984'],
    ['29122015', '29', '12', '2015'],
    ['13121984', '13', '12', '1984'],
    ['13012015', '13', '01', '2015'],
    ['10102010', '10', '10', '2010'],
    ['01021920', '01', '02', '1920'],
    ['20022000', '20', '02', '2000'],
  ])(
    '"%s" without a pause is the day %s, the month %s, the year %s',
    (digits, day, month, year) => {
      expect(typed(digits)).toMatchObject({ day, month, year });
    },
  );

  test('what was put into a box by hand stays there', () => {
    const byHand = chooseBirthPart(typed('2912'), 'year');

    expect(typed('0', byHand)).toMatchObject({ day: '29', month: '12', year: '0' });
  });

  test('a first digit that no second can follow passes on at once', () => {
    expect(typed('831984')).toMatchObject({ day: '8', month: '3', year: '1984' });
  });

  test('a first digit that a second can follow waits for it', () => {
    expect(typed('31')).toMatchObject({ day: '31', part: 'month' });
    expect(typed('3')).toMatchObject({ day: '3', part: 'day' });
    expect(typed('151')).toMatchObject({ month: '1', part: 'month' });
  });

  test('a full year takes no fifth digit', () => {
    expect(typed('150319845')).toMatchObject({ year: '1984' });
  });

  test('deleting goes on in the box before when this one is empty', () => {
    expect(deleteDigit(typed('1503'))).toMatchObject({ day: '15', month: '0', part: 'month' });
  });

  test('deleting in the first box of nothing changes nothing', () => {
    expect(deleteDigit(EMPTY_BIRTH)).toEqual(EMPTY_BIRTH);
  });

  test('going back to a complete box types it anew', () => {
    const back = chooseBirthPart(typed('15031984'), 'day');

    expect(typed('27', back)).toMatchObject({ day: '27', month: '03', part: 'month' });
  });

  test('going back to a box that is half typed types on', () => {
    const back = chooseBirthPart(chooseBirthPart(typed('1'), 'year'), 'day');

    expect(typed('5', back)).toMatchObject({ day: '15' });
  });

  test('a month is known as soon as it is one', () => {
    expect(monthOf(typed('151'))).toBe(1);
    expect(monthOf(typed('1512'))).toBe(12);
    expect(monthOf(typed('150'))).toBeNull();
    expect(monthOf(entered('15', '13', ''))).toBeNull();
  });
});

describe('checking on Continue', () => {
  test('a complete date is read as a day of the calendar', () => {
    expect(checkBirth(entered('5', '3', '1984'), TODAY)).toEqual({ ok: true, date: '1984-03-05' });
  });

  test.each([
    ['', '', '', 'empty', 'day'],
    ['', '3', '1984', 'day', 'day'],
    ['5', '', '1984', 'month', 'month'],
    ['5', '3', '', 'year', 'year'],
    ['', '', '1984', 'dayMonth', 'day'],
    ['', '3', '', 'dayYear', 'day'],
    ['5', '', '', 'monthYear', 'month'],
    ['5', '3', '84', 'yearDigits', 'year'],
    ['5', '13', '1984', 'real', 'month'],
    ['5', '0', '1984', 'real', 'month'],
    ['0', '3', '1984', 'real', 'day'],
    ['32', '1', '1984', 'real', 'day'],
    ['31', '4', '1984', 'real', 'day'],
  ])('of "%s" "%s" "%s" it says %s', (day, month, year, error, part) => {
    expect(checkBirth(entered(day, month, year), TODAY)).toEqual({ ok: false, error, part });
  });

  test.each([
    ['1984', true],
    ['1985', false],
    ['2000', true],
    ['1900', false],
  ])('29 February %s being a real date is %s', (year, isReal) => {
    // A day on which somebody born in 1900 could still be alive, to reach the rule of the century.
    expect(checkBirth(entered('29', '2', year), '2015-01-01').ok).toBe(isReal);
  });

  test('somebody born today is welcome, somebody born tomorrow is a mistake', () => {
    expect(checkBirth(entered('9', '3', '2026'), TODAY).ok).toBe(true);
    expect(checkBirth(entered('10', '3', '2026'), TODAY)).toMatchObject({ error: 'future' });
  });

  test('an age of 120 is accepted to the day and no more', () => {
    expect(checkBirth(entered('9', '3', '1906'), TODAY).ok).toBe(true);
    expect(checkBirth(entered('8', '3', '1906'), TODAY)).toMatchObject({ error: 'tooOld' });
    expect(oldestYear(TODAY)).toBe(1906);
  });

  test('the age limit holds on a 29 February that was none 120 years ago', () => {
    expect(checkBirth(entered('1', '3', '1900'), '2020-02-29').ok).toBe(true);
    expect(checkBirth(entered('28', '2', '1900'), '2020-02-29').ok).toBe(false);
  });

  test('somebody of 108 is not taken for a child of 8', () => {
    expect(checkBirth(entered('1', '1', '1918'), TODAY)).toEqual({ ok: true, date: '1918-01-01' });
  });
});

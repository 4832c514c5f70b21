import type { DayOfFaces, PromiseFigures, Report } from '../../shared/contract/report.ts';

/** Of no promise at all. */
export const NO_PROMISES: PromiseFigures = {
  kept: { kind: 'none', n: 0 },
  inside: { kind: 'none', n: 0 },
  early: { kind: 'none', n: 0 },
  late: null,
  widthMinutes: null,
  slipsPerPatient: null,
};

/** A report of an ordinary day with nothing in it, for tests to change. */
export function aReport(change: Partial<Report> = {}): Report {
  return {
    fromDay: '2026-11-16',
    toDay: '2026-11-21',
    visits: 0,
    answers: 0,
    faces: [],
    good: { kind: 'none', n: 0 },
    goodBefore: { kind: 'none', n: 0 },
    goodChange: 'too-few',
    wait: { visits: 0, medianMinutes: null, ninetiethMinutes: null },
    waitBefore: { visits: 0, medianMinutes: null, ninetiethMinutes: null },
    waitChange: 'too-few',
    promisesKept: { kind: 'none', n: 0 },
    promises: {
      overall: { first: NO_PROMISES, last: NO_PROMISES },
      byService: [],
      byDay: [],
      byWeek: [],
      estimates: { patients: 0, foyerMinutes: null, simpleMinutes: null },
    },
    days: [],
    usualPercent: null,
    waitByHour: [],
    waitByHourFromDay: '2026-10-25',
    betterReasons: [],
    unhappyAnswers: 0,
    unhappyWithReason: 0,
    thanks: [],
    words: [],
    leftOut: { repeats: 0, play: 0, otherFaces: 0 },
    contacts: { asked: 0, open: 0 },
    talks: { asked: 0, answered: 0 },
    reasonLabels: {},
    ...change,
  };
}

export function aDay(change: Partial<DayOfFaces> & { readonly percent?: number }): DayOfFaces {
  const { percent = 80, ...day } = change;
  return {
    day: '2026-11-18',
    good: {
      kind: 'share',
      count: percent,
      n: 100,
      percent,
      lowPercent: percent - 8,
      highPercent: percent + 8,
    },
    limits: { lowPercent: 70, highPercent: 92 },
    isUnusual: false,
    ...day,
  };
}

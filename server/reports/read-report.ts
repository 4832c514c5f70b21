import type { DayOfFaces, Report } from '../../shared/contract/report.ts';
import type { Clinic, LocalizedText } from '../../shared/domain/clinic.ts';
import { pChart } from '../../shared/domain/feedback/p-chart.ts';
import { changeInShare, changeInWaits } from '../../shared/domain/feedback/real-change.ts';
import { COUNTS_FROM, shareOf } from '../../shared/domain/feedback/share.ts';
import type { Db } from '../db/open-database.ts';
import {
  countedFaces,
  countsByFace,
  type FaceCount,
  goodOf,
  leftOutOf,
  ofSpan,
  readFaceCounts,
  readReasonCounts,
  readUnhappyWithReason,
  readWords,
  type ReasonCount,
} from './face-figures.ts';
import { promiseReport } from './promise-figures.ts';
import { scorePatient } from './promise-scores.ts';
import { readContacts, readTalks } from './put-right-figures.ts';
import { answeredSpan, daysUpTo, isWithin, type Span, weeksBefore } from './span.ts';
import { readLedger } from './told-windows.ts';
import { readLatestAt, readWaits, type Wait } from './visit-times.ts';
import { minutesWaited, summarizeWaits, waitsByHour } from './wait-figures.ts';

/** The chart shows five weeks, so that a day is seen beside what is usual. */
const CHART_DAYS = 35;
/** Weekdays and hours need some weeks before each has enough visits. */
const WEEKDAY_DAYS = 28;

/**
 * Reads what a manager sees of a span of clinic-local days, both included, compared with the four weeks
 * before it. Two days the wrong way round are swapped and of more than 400 days the last 400 are read:
 * the report's own `fromDay` and `toDay` say what it is about.
 */
export function readReport(db: Db, clinic: Clinic, asked: Span): Report {
  const span = answeredSpan(asked);
  // One transaction: all figures are of the same instant, also when another connection writes.
  return db.transaction(() => ({
    ...span,
    ...faceFigures(db, clinic, span),
    ...visitFigures(db, clinic, span),
    words: readWords(db, span),
    contacts: readContacts(db, span, clinic.timeZone),
    talks: readTalks(db, span, clinic.timeZone),
  }))();
}

function faceFigures(db: Db, clinic: Clinic, span: Span) {
  const { faces } = clinic.feedback;
  const before = weeksBefore(span);
  const chartSpan = daysUpTo(span, CHART_DAYS);
  const all = readFaceCounts(db, {
    fromDay: earlier(before.fromDay, chartSpan.fromDay),
    toDay: span.toDay,
  });
  const counted = countedFaces(all, faces);
  const now = ofSpan(counted, span);
  const good = goodOf(now);
  const goodBefore = goodOf(ofSpan(counted, before));
  return {
    answers: good.n,
    faces: good.n < COUNTS_FROM ? [] : countsByFace(now, faces),
    good: shareOf(good.count, good.n),
    goodBefore: shareOf(goodBefore.count, goodBefore.n),
    goodChange: changeInShare(goodBefore, good),
    ...chart(ofSpan(counted, chartSpan)),
    ...reasonFigures(db, clinic, span),
    unhappyAnswers: good.n - good.count,
    leftOut: leftOutOf(ofSpan(all, span), faces),
  };
}

function chart(counted: readonly FaceCount[]): Pick<Report, 'days' | 'usualPercent'> {
  const byDay = Map.groupBy(counted, (item) => item.day);
  const days = [...byDay].map(([day, counts]) => ({ day, ...goodOf(counts) }));
  const charted = pChart(days.map(({ count, n }) => ({ good: count, n })));
  return {
    usualPercent: charted.usualPercent,
    days: days.map(({ day, count, n }, index): DayOfFaces => ({
      day,
      good: shareOf(count, n),
      limits: charted.days[index]?.limits ?? null,
      isUnusual: charted.days[index]?.isUnusual ?? false,
    })),
  };
}

function reasonFigures(db: Db, clinic: Clinic, span: Span) {
  const { faces } = clinic.feedback;
  const reasons = readReasonCounts(db, span, faces);
  return {
    betterReasons: reasons.filter((item) => !item.isThanks).map(withoutKind),
    thanks: reasons.filter((item) => item.isThanks).map(withoutKind),
    unhappyWithReason: readUnhappyWithReason(db, span, faces),
    reasonLabels: reasonLabels(clinic, reasons),
  };
}

function withoutKind({ reasonId, count }: ReasonCount) {
  return { reasonId, count };
}

/** The labels of the clinic's file; a reason that is no longer in it is called by its id. */
function reasonLabels(clinic: Clinic, reasons: readonly ReasonCount[]): Report['reasonLabels'] {
  const { betterReasons, thanksReasons } = clinic.feedback;
  const labels = new Map<string, LocalizedText>(
    reasons.map(({ reasonId }) => [reasonId, { en: reasonId }]),
  );
  for (const { id, label } of [...thanksReasons, ...betterReasons]) labels.set(id, label);
  return Object.fromEntries(labels);
}

function visitFigures(db: Db, clinic: Clinic, span: Span) {
  const before = weeksBefore(span);
  const weekdaySpan: Span = {
    fromDay: earlier(span.fromDay, daysUpTo(span, WEEKDAY_DAYS).fromDay),
    toDay: span.toDay,
  };
  const queues = readWaits(db, {
    fromDay: earlier(before.fromDay, weekdaySpan.fromDay),
    toDay: span.toDay,
  });
  const waits = queues.filter(({ leg }) => leg === 1);
  const promises = promiseFigures(db, clinic, { span, queues });
  const now = waits.filter(({ day }) => isWithin(day, span));
  const minutes = minutesWaited(now);
  const minutesBefore = minutesWaited(waits.filter(({ day }) => isWithin(day, before)));
  return {
    visits: now.length,
    wait: summarizeWaits(minutes),
    waitBefore: summarizeWaits(minutesBefore),
    waitChange: changeInWaits(minutesBefore, minutes),
    promisesKept: promises.overall.first.kept,
    promises,
    waitByHour: waitsByHour(
      waits.filter(({ day }) => isWithin(day, weekdaySpan)),
      clinic.timeZone,
    ),
    waitByHourFromDay: weekdaySpan.fromDay,
  };
}

function promiseFigures(
  db: Db,
  clinic: Clinic,
  { span, queues }: { readonly span: Span; readonly queues: readonly Wait[] },
): Report['promises'] {
  const latestAt = readLatestAt(db);
  const ledger = readLedger(db, span);
  const scores = queues.flatMap((wait) => {
    const windows = ledger.get(wait.entryId);
    return windows ? [scorePatient(wait, windows, latestAt)] : [];
  });
  return promiseReport(scores, clinic.services, span);
}

function earlier(day: string, other: string): string {
  return day < other ? day : other;
}

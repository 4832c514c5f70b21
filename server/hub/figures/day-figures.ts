import type { HubClinicToday, HubReportDay } from '../../../shared/contract/hub-report.ts';
import { type EpochMs, MINUTE_MS } from '../../../shared/domain/time.ts';
import type { Fact } from '../facts.ts';
import { courseOf, type VisitCourse } from './visit-course.ts';

/** What happened in a clinic, by visit and by answer. */
export type Happenings = {
  readonly visits: readonly VisitCourse[];
  readonly answers: readonly Answer[];
};

type Answer = { readonly day: string; readonly score: number; readonly isLeftOut: boolean };

/** Gathers facts, in the order of the clinic's own log, into what became of each visit and answer. */
export function happeningsOf(facts: readonly Fact[]): Happenings {
  const bySubject = Map.groupBy(facts, ({ subjectId }) => subjectId);
  return {
    visits: [...bySubject.values()].flatMap((own) => courseOf(own) ?? []),
    answers: [...bySubject.values()].flatMap((own) => answerOf(own) ?? []),
  };
}

/** The figures of one day of a clinic as they stand `now`. */
export function todayOf(
  { visits, answers }: Happenings,
  day: string,
  now: EpochMs,
): HubClinicToday {
  const ofDay = visits.filter((visit) => visit.day === day);
  const waiting = ofDay.filter(({ status }) => status === 'waiting');
  const longest = Math.max(...waiting.map(({ queuedAt }) => now - queuedAt));
  return {
    day,
    waiting: waiting.length,
    checkedIn: ofDay.filter(({ checkedInAt }) => checkedInAt !== null).length,
    seen: ofDay.filter(({ wasSeen }) => wasSeen).length,
    longestWaitMinutes: waiting.length === 0 ? null : wholeMinutes(longest),
    meanWaitMinutes: mean(waitsOf(ofDay)),
    ...faceCounts(answers.filter((answer) => answer.day === day)),
  };
}

/** The figures of each of these days, also of those on which nothing happened. */
export function reportDays(
  { visits, answers }: Happenings,
  days: readonly string[],
): readonly HubReportDay[] {
  const visitsOf = Map.groupBy(visits, ({ day }) => day);
  const answersOf = Map.groupBy(answers, ({ day }) => day);
  return days.map((day) => {
    const own = visitsOf.get(day) ?? [];
    const waits = waitsOf(own);
    return {
      day,
      checkedIn: own.filter(({ checkedInAt }) => checkedInAt !== null).length,
      called: own.filter(({ calledAt }) => calledAt !== null).length,
      noShows: own.filter(({ status }) => status === 'no-show').length,
      left: own.filter(({ status }) => status === 'left').length,
      meanWaitMinutes: mean(waits),
      medianWaitMinutes: median(waits),
      ...faceCounts(answersOf.get(day) ?? []),
    };
  });
}

function answerOf(facts: readonly Fact[]): Answer | null {
  const given = facts.find(({ kind }) => kind === 'given');
  // Changes without the answer itself: it is in quarantine, and nobody knows whether it counts.
  if (!given) return null;
  const last = facts.findLast(({ score }) => score !== null);
  return { day: given.day, score: last?.score ?? 0, isLeftOut: given.detail !== null };
}

function faceCounts(answers: readonly Answer[]) {
  const counted = answers.filter(({ isLeftOut }) => !isLeftOut);
  const byScore = Map.groupBy(counted, ({ score }) => score);
  return {
    faces: FACES.map((score) => ({ score, count: byScore.get(score)?.length ?? 0 })),
    facesLeftOut: answers.length - counted.length,
  };
}

/** Happiest first. */
const FACES = [4, 3, 0, 2, 1] as const;

/** From check-in to the first call, of those who were called. A clock set back makes no wait negative. */
function waitsOf(visits: readonly VisitCourse[]): readonly number[] {
  return visits.flatMap(({ checkedInAt, calledAt }) =>
    checkedInAt === null || calledAt === null ? [] : [Math.max(0, calledAt - checkedInAt)],
  );
}

function mean(waitsMs: readonly number[]): number | null {
  if (waitsMs.length === 0) return null;
  return wholeMinutes(waitsMs.reduce((sum, ms) => sum + ms, 0) / waitsMs.length);
}

function median(waitsMs: readonly number[]): number | null {
  const sorted = waitsMs.toSorted((a, b) => a - b);
  const middle = sorted[Math.ceil(sorted.length / 2) - 1];
  return middle === undefined ? null : wholeMinutes(middle);
}

function wholeMinutes(ms: number): number {
  return Math.max(0, Math.round(ms / MINUTE_MS));
}

import { Temporal } from 'temporal-polyfill';
import type {
  EstimateErrors,
  PromiseFigures,
  PromiseReport,
  PromiseScores,
} from '../../shared/contract/report.ts';
import type { Service } from '../../shared/domain/clinic.ts';
import { COUNTS_FROM, shareOf } from '../../shared/domain/feedback/share.ts';
import type { PatientScore, WindowScore } from './promise-scores.ts';
import { daysUpTo, isWithin, type Span } from './span.ts';

/** So many days are told one by one, as on the chart of faces. */
const DAYS_TOLD = 35;

/** Counted in one pass: a year of promises is a good part of the time that a report takes. */
type Tally = {
  n: number;
  early: number;
  late: number;
  readonly lateMinutes: number[];
  widthMinutes: number;
  slips: number;
};

/** How well promises were kept: all in all, and by service, day and week. */
export function promiseReport(
  scores: readonly PatientScore[],
  services: readonly Pick<Service, 'id' | 'label'>[],
  span: Span,
): PromiseReport {
  const decided = scores.filter(({ first, last }) => first !== null || last !== null);
  const lastDays = daysUpTo(span, DAYS_TOLD);
  const recent = decided.filter(({ day }) => isWithin(day, lastDays));
  return {
    overall: promiseScores(decided),
    byService: byService(decided, services),
    byDay: inOrder(recent, ({ day }) => day).map(([day, each]) => ({
      day,
      ...promiseScores(each),
    })),
    byWeek: inOrder(decided, createMondayOf()).map(([fromDay, each]) => ({
      fromDay,
      ...promiseScores(each),
    })),
    estimates: estimateErrors(scores),
  };
}

function promiseScores(scores: readonly PatientScore[]): PromiseScores {
  const first = newTally();
  const last = newTally();
  for (const score of scores) {
    count(first, score.first, score.slips);
    count(last, score.last, score.slips);
  }
  return { first: promiseFigures(first), last: promiseFigures(last) };
}

function newTally(): Tally {
  return { n: 0, early: 0, late: 0, lateMinutes: [], widthMinutes: 0, slips: 0 };
}

function count(tally: Tally, score: WindowScore | null, slips: number): void {
  if (score === null) return;
  tally.n += 1;
  if (score.outcome === 'early') tally.early += 1;
  if (score.outcome === 'late') tally.late += 1;
  if (score.lateMinutes !== null) tally.lateMinutes.push(score.lateMinutes);
  tally.widthMinutes += score.widthMinutes;
  tally.slips += slips;
}

function promiseFigures(tally: Tally): PromiseFigures {
  const { n, early, late } = tally;
  const isEnough = n >= COUNTS_FROM;
  return {
    kept: shareOf(n - late, n),
    inside: shareOf(n - late - early, n),
    early: shareOf(early, n),
    late: lateness(tally.lateMinutes),
    widthMinutes: isEnough ? Math.round(tally.widthMinutes / n) : null,
    slipsPerPatient: isEnough ? toTenth(tally.slips / n) : null,
  };
}

function lateness(minutes: readonly number[]): PromiseFigures['late'] {
  const mean = meanOf(minutes);
  if (mean === null) return null;
  const sorted = minutes.toSorted((a, b) => a - b);
  const median = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  // Rounded up: half of them were so late or less, and nobody "0 minutes late".
  return { meanMinutes: Math.ceil(mean), medianMinutes: Math.ceil(median) };
}

function estimateErrors(scores: readonly PatientScore[]): EstimateErrors {
  const errors = scores.flatMap((score) => score.errors ?? []);
  const mean = (values: readonly number[]): number | null => {
    const minutes = meanOf(values);
    return minutes === null ? null : toTenth(minutes);
  };
  return {
    patients: errors.length,
    foyerMinutes: mean(errors.map(({ foyerMinutes }) => foyerMinutes)),
    simpleMinutes: mean(errors.map(({ simpleMinutes }) => simpleMinutes)),
  };
}

/** Of too few nothing is said. */
function meanOf(values: readonly number[]): number | null {
  if (values.length < COUNTS_FROM) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Services that are no longer in the file come last, under their ids. */
function byService(
  scores: readonly PatientScore[],
  services: readonly Pick<Service, 'id' | 'label'>[],
): PromiseReport['byService'] {
  const scored = Map.groupBy(scores, ({ serviceId }) => serviceId);
  const known = services.map(({ id }) => id);
  const labels = new Map(services.map(({ id, label }) => [id, label]));
  const others = [...scored.keys()].filter((id) => !labels.has(id)).toSorted();
  return [...known, ...others].flatMap((serviceId) => {
    const each = scored.get(serviceId);
    if (!each) return [];
    return [
      { serviceId, label: labels.get(serviceId) ?? { en: serviceId }, ...promiseScores(each) },
    ];
  });
}

function inOrder(
  scores: readonly PatientScore[],
  keyOf: (score: PatientScore) => string,
): readonly (readonly [string, readonly PatientScore[]])[] {
  return [...Map.groupBy(scores, keyOf)].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Each day is worked out once. */
function createMondayOf(): (score: PatientScore) => string {
  const known = new Map<string, string>();
  return ({ day }) => {
    const seen = known.get(day);
    if (seen !== undefined) return seen;
    const date = Temporal.PlainDate.from(day);
    const monday = date.subtract({ days: date.dayOfWeek - 1 }).toString();
    known.set(day, monday);
    return monday;
  };
}

import type { Clinic, LocalizedText } from '../../shared/domain/clinic.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from '../db/open-database.ts';
import { csv } from './csv.ts';
import { answeredSpan, type Span } from './span.ts';
import { readLatestAt, readVisitTimes, wasKept } from './visit-times.ts';

const FACE_WORDS: Readonly<Record<number, string>> = {
  4: 'very good',
  3: 'good',
  0: 'neither good nor poor',
  2: 'poor',
  1: 'very poor',
};

export const ANSWERS_SQL = `
  SELECT day, touched_at AS touchedAt, score, faces, language, left_out AS leftOut,
    reason_ids AS reasonIds, words
  FROM answer WHERE day BETWEEN ? AND ? ORDER BY day, touched_at`;

type AnswerRow = {
  readonly day: string;
  readonly touchedAt: number;
  readonly score: number;
  readonly faces: number;
  readonly language: string;
  readonly leftOut: string | null;
  readonly reasonIds: string;
  readonly words: string;
};

/**
 * Every answer of a span as CSV, those that are left out of the figures too. The hour is enough: a time
 * to the minute beside the visits would say whose answer it was. Spans as in `readReport`.
 */
export function reportCsv(db: Db, clinic: Clinic, asked: Span): string {
  const { fromDay, toDay } = answeredSpan(asked);
  const { betterReasons, thanksReasons } = clinic.feedback;
  const reasonLabel = labelsOf([...thanksReasons, ...betterReasons]);
  const timeOf = createTimeOf(clinic.timeZone);
  const rows = db.prepare<[string, string], AnswerRow>(ANSWERS_SQL).all(fromDay, toDay);
  return csv(
    ['day', 'hour', 'face', 'faces', 'language', 'left_out', 'reasons', 'words'],
    rows.map((row) => [
      row.day,
      timeOf(row.touchedAt).slice(0, 2),
      FACE_WORDS[row.score] ?? '',
      row.faces,
      row.language,
      row.leftOut ?? '',
      // True because only the store of answers writes this column.
      (JSON.parse(row.reasonIds) as string[]).map(reasonLabel).join('; '),
      row.words,
    ]),
  );
}

/** Every visit of a span as CSV: when things happened, and never whose visit it was. */
export function visitsCsv(db: Db, clinic: Clinic, asked: Span): string {
  const serviceLabel = labelsOf(clinic.services);
  const timeOf = createTimeOf(clinic.timeZone);
  const latestAt = readLatestAt(db);
  return csv(
    [
      'day',
      'service',
      'booked',
      'checked_in',
      'called',
      'started',
      'finished',
      'first_window_from',
      'first_window_to',
      'kept',
    ],
    readVisitTimes(db, answeredSpan(asked)).map((visit) => [
      visit.day,
      serviceLabel(visit.serviceId),
      timeOf(visit.bookedAt),
      timeOf(visit.checkedInAt),
      timeOf(visit.calledAt),
      timeOf(visit.startedAt),
      timeOf(visit.finishedAt),
      timeOf(visit.firstWindow?.fromAt ?? null),
      timeOf(visit.firstWindow?.toAt ?? null),
      keptWord(visit.firstWindow && wasKept(visit.firstWindow, latestAt)),
    ]),
  );
}

function keptWord(isKept: boolean | null): string {
  if (isKept === null) return '';
  return isKept ? 'yes' : 'no';
}

function labelsOf(
  items: readonly { readonly id: string; readonly label: LocalizedText }[],
): (id: string) => string {
  const labels = new Map(items.map(({ id, label }) => [id, label.en]));
  return (id) => labels.get(id) ?? id;
}

/** Writes an instant as the clinic's wall clock showed it, such as "09:05"; nothing for none. */
function createTimeOf(timeZone: string): (at: EpochMs | null) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => (at === null ? '' : format.format(at));
}

import type { Report } from '../../shared/contract/report.ts';
import type { Counted } from '../../shared/domain/feedback/real-change.ts';
import type { WordsFlag } from '../../shared/domain/feedback/screen-words.ts';
import type { Db } from '../db/open-database.ts';
import { isWithin, type Span } from './span.ts';

/** How often a face was touched on a day, of each kind. */
export type FaceCount = {
  readonly day: string;
  readonly score: number;
  readonly faces: number;
  readonly leftOut: 'repeat' | 'play' | null;
  readonly count: number;
};

export type ReasonCount = {
  readonly reasonId: string;
  readonly isThanks: boolean;
  readonly count: number;
};

const MOST_WORDS = 50;

export const FACE_COUNTS_SQL = `
  SELECT day, score, faces, left_out AS leftOut, count(*) AS count FROM answer
   WHERE day BETWEEN ? AND ? GROUP BY day, score, faces, left_out ORDER BY day`;

export const REASON_COUNTS_SQL = `
  SELECT reason.value AS reasonId, score >= 3 AS isThanks, count(*) AS count
    FROM answer, json_each(answer.reason_ids) AS reason
   WHERE day BETWEEN ? AND ? AND faces = ? AND left_out IS NULL
   GROUP BY reasonId, isThanks ORDER BY count DESC, reasonId`;

export const UNHAPPY_WITH_REASON_SQL = `
  SELECT count(*) AS count FROM answer
   WHERE day BETWEEN ? AND ? AND faces = ? AND left_out IS NULL AND score < 3
     AND reason_ids <> '[]'`;

export const WORDS_SQL = `
  SELECT day, score, words, word_flags AS flags FROM answer
   WHERE day BETWEEN ? AND ? AND words <> '' ORDER BY day DESC, touched_at DESC LIMIT ${MOST_WORDS}`;

export function readFaceCounts(db: Db, { fromDay, toDay }: Span): readonly FaceCount[] {
  return db.prepare<[string, string], FaceCount>(FACE_COUNTS_SQL).all(fromDay, toDay);
}

/** The reasons people touched, most frequent first. */
export function readReasonCounts(
  db: Db,
  { fromDay, toDay }: Span,
  faces: number,
): readonly ReasonCount[] {
  return db
    .prepare<[string, string, number], Omit<ReasonCount, 'isThanks'> & { isThanks: 0 | 1 }>(
      REASON_COUNTS_SQL,
    )
    .all(fromDay, toDay, faces)
    .map((row) => ({ ...row, isThanks: row.isThanks === 1 }));
}

export function readUnhappyWithReason(db: Db, { fromDay, toDay }: Span, faces: number): number {
  const row = db
    .prepare<[string, string, number], { readonly count: number }>(UNHAPPY_WITH_REASON_SQL)
    .get(fromDay, toDay, faces);
  return row?.count ?? 0;
}

/** What people wrote, also after a touch that is left out: words are no figure, and none is lost. */
export function readWords(db: Db, { fromDay, toDay }: Span): Report['words'] {
  type Row = { readonly day: string; score: number; words: string; flags: string };
  return db
    .prepare<[string, string], Row>(WORDS_SQL)
    .all(fromDay, toDay)
    .map((row) => ({
      day: row.day,
      kind: isGood(row.score) ? 'thanks' : 'better',
      words: row.words,
      // True because only the store of answers writes this column.
      flags: JSON.parse(row.flags) as WordsFlag[],
    }));
}

export function isGood(score: number): boolean {
  return score >= 3;
}

/**
 * The touches that make figures: no repeats, no play, and only those given with the faces the clinic
 * shows now, because answers to four faces and to five are never compared.
 */
export function countedFaces(counts: readonly FaceCount[], faces: number): readonly FaceCount[] {
  return counts.filter((item) => item.leftOut === null && item.faces === faces);
}

export function goodOf(counts: readonly FaceCount[]): Counted {
  return {
    count: total(counts.filter((item) => isGood(item.score))),
    n: total(counts),
  };
}

export function ofSpan(counts: readonly FaceCount[], span: Span): readonly FaceCount[] {
  return counts.filter((item) => isWithin(item.day, span));
}

export function leftOutOf(counts: readonly FaceCount[], faces: number): Report['leftOut'] {
  return {
    repeats: total(counts.filter((item) => item.leftOut === 'repeat')),
    play: total(counts.filter((item) => item.leftOut === 'play')),
    otherFaces: total(counts.filter((item) => item.leftOut === null && item.faces !== faces)),
  };
}

/** The faces shown and how often each was touched, happiest first. */
export function countsByFace(counts: readonly FaceCount[], faces: number): Report['faces'] {
  const shown = faces === 5 ? [4, 3, 0, 2, 1] : [4, 3, 2, 1];
  return shown.map((score) => ({
    score,
    count: total(counts.filter((item) => item.score === score)),
  }));
}

export function total(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((sum, item) => sum + item.count, 0);
}

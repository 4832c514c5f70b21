import type { QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4.js';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Db } from '../../db/open-database.ts';
import { fhirDateTime } from './fhir-resource.ts';
import type { Namespace } from './namespace.ts';

/** An answer at the exit as it is now. Its words stay here: they may name people. */
export type ExitAnswer = {
  readonly id: string;
  readonly score: number;
  readonly faces: number;
  readonly touchedAt: EpochMs;
  /** Why it is left out of headlines: repeated touches, play. */
  readonly leftOut: string | null;
  readonly reasonIds: readonly string[];
};

type Row = {
  readonly id: string;
  readonly score: number;
  readonly faces: number;
  readonly touched_at: number;
  readonly left_out: string | null;
  readonly reason_ids: string;
};

export function createExitAnswers(db: Db) {
  const byId = db.prepare<[string], Row>(
    'SELECT id, score, faces, touched_at, left_out, reason_ids FROM answer WHERE id = ?',
  );
  return (id: string): ExitAnswer | null => {
    const row = byId.get(id);
    if (!row) return null;
    return {
      id: row.id,
      score: row.score,
      faces: row.faces,
      touchedAt: row.touched_at,
      leftOut: row.left_out,
      // True because only the store of answers writes this column, as JSON of ids.
      reasonIds: JSON.parse(row.reason_ids) as string[],
    };
  };
}

/** An answer as an R4 QuestionnaireResponse that leads to nobody: no subject, encounter, author, words. */
export function questionnaireResponseOf(
  answer: ExitAnswer,
  namespace: Namespace,
): QuestionnaireResponse & { readonly item: QuestionnaireResponseItem[] } {
  const item: QuestionnaireResponseItem[] = [
    { linkId: 'face', answer: [{ valueInteger: answer.score }] },
    { linkId: 'faces', answer: [{ valueInteger: answer.faces }] },
  ];
  if (answer.reasonIds.length > 0) {
    const reasons = answer.reasonIds.map((id) => ({
      valueCoding: namespace.coding('feedback-reason', id),
    }));
    item.push({ linkId: 'reasons', answer: reasons });
  }
  if (answer.leftOut !== null) {
    item.push({ linkId: 'left-out', answer: [{ valueString: answer.leftOut }] });
  }
  return {
    resourceType: 'QuestionnaireResponse',
    identifier: { system: namespace.system, value: namespace.answer(answer.id) },
    questionnaire: namespace.exitQuestionnaire,
    status: 'completed',
    authored: fhirDateTime(answer.touchedAt),
    item,
  };
}

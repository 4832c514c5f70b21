import type { OwnResource } from './bring-up.ts';
import { type ExitAnswer, questionnaireResponseOf } from './exit-answer.ts';
import type { Namespace } from './namespace.ts';
import { hasSameContent } from './same-content.ts';

/** The QuestionnaireResponse of an answer at the exit, ours to make and to keep. */
export function ownAnswer(answer: ExitAnswer, namespace: Namespace): OwnResource {
  const fresh = questionnaireResponseOf(answer, namespace);
  return {
    type: 'QuestionnaireResponse',
    localId: answer.id,
    identifier: { system: namespace.system, value: namespace.answer(answer.id) },
    fresh: { ...fresh },
    merged: (present) => {
      const isSame = hasSameContent({ item: present['item'] }, { item: fresh.item });
      const isWithdrawn = present['status'] === 'entered-in-error';
      const resource =
        isSame || isWithdrawn ? present : { ...present, item: fresh.item, status: 'amended' };
      return { kind: 'merged', resource };
    },
  };
}

/** 4 very good, 3 good, 2 poor, 1 very poor, 0 neither (only where five faces are set). */
export type Score = 0 | 1 | 2 | 3 | 4;

/** What is asked after a face: thanks to pass on, or what to do better, with or without staff. */
export type FollowUpKind = 'thanks' | 'better' | 'neither';

export type Saving =
  | 'saved'
  /** Not on this terminal's disk, and the server has not answered yet. */
  | 'sending'
  | 'not-saved';

export type Talk = 'not-asked' | 'calling' | 'coming' | 'go-to-desk';

/** An answer while its person may still be there. Gone from memory when the screen closes. */
export type GivenAnswer = {
  readonly answerId: string;
  readonly score: Score;
  readonly saving: Saving;
  readonly reasonIds: readonly string[];
  readonly words: string;
  readonly talk: Talk;
  /** Null until contact details are given. */
  readonly contact: Saving | null;
};

/** Faces with the positive side first; the page's direction puts it left or right (UX 4). */
export function scoresShown(faces: 4 | 5): readonly Score[] {
  return faces === 5 ? [4, 3, 0, 2, 1] : [4, 3, 2, 1];
}

export function followUpKind(score: Score): FollowUpKind {
  if (score === 0) return 'neither';
  return score >= 3 ? 'thanks' : 'better';
}

export function newAnswer(answerId: string, score: Score, saving: Saving): GivenAnswer {
  return {
    answerId,
    score,
    saving,
    reasonIds: [],
    words: '',
    talk: 'not-asked',
    contact: null,
  };
}

/** The same answer with another face. Reasons fit one kind of face only; words stay. */
export function withScore(answer: GivenAnswer, score: Score): GivenAnswer {
  const isSameList =
    (followUpKind(score) === 'thanks') === (followUpKind(answer.score) === 'thanks');
  return { ...answer, score, reasonIds: isSameList ? answer.reasonIds : [] };
}

export function withReasonTurned(answer: GivenAnswer, reasonId: string): GivenAnswer {
  const reasonIds = answer.reasonIds.includes(reasonId)
    ? answer.reasonIds.filter((id) => id !== reasonId)
    : [...answer.reasonIds, reasonId];
  return { ...answer, reasonIds };
}

import { z } from 'zod';
import type { EpochMs } from '../../shared/domain/time.ts';

export const VISIT_STEPS = [
  'checked-in',
  'called',
  'started',
  'finished',
  'not-come',
  'left',
  'put-back',
  'held',
  'resumed',
  'transferred',
  'undone',
] as const;
export type VisitStep = (typeof VISIT_STEPS)[number];

/** What the figures are made from: one for each event that counts in them. */
export type Fact = {
  /** The day of the clinic. */
  readonly day: string;
  readonly at: EpochMs;
  readonly kind: VisitStep | 'given' | 'changed';
  /** The visit, or the answer at the exit. */
  readonly subjectId: string;
  readonly entryId: string | null;
  /** Of a transfer: the entry it came from. Of an undo: the step. Of an answer: why it is left out. */
  readonly detail: string | null;
  /** Of an answer: the face, 4 very good, 3 good, 0 neither, 2 poor, 1 very poor. */
  readonly score: number | null;
};

type Content = Pick<Fact, 'entryId' | 'detail' | 'score'>;

/** Ids and codes of ours; the database can hold every one of these letters. */
const Word = z.string().regex(/^[\w:.-]{1,80}$/);
const Score = z.int().min(0).max(4);

const OfEntry = z
  .object({ entryId: Word })
  .transform(({ entryId }): Content => ({ entryId, detail: null, score: null }));

const CONTENTS: Readonly<Record<Fact['kind'], z.ZodType<Content>>> = {
  'checked-in': OfEntry,
  called: OfEntry,
  started: OfEntry,
  finished: OfEntry,
  'not-come': OfEntry,
  left: OfEntry,
  'put-back': OfEntry,
  held: OfEntry,
  resumed: OfEntry,
  transferred: z
    .object({ entryId: Word, fromEntryId: Word })
    .transform(({ entryId, fromEntryId }) => ({ entryId, detail: fromEntryId, score: null })),
  undone: z
    .object({ entryId: Word, step: Word })
    .transform(({ entryId, step }) => ({ entryId, detail: step, score: null })),
  given: z
    .object({ score: Score, leftOut: z.enum(['repeat', 'play']).nullable() })
    .transform(({ score, leftOut }) => ({ entryId: null, detail: leftOut, score })),
  changed: z
    .object({ score: Score })
    .transform(({ score }) => ({ entryId: null, detail: null, score })),
};

const KINDS: ReadonlyMap<string, Fact['kind']> = new Map([
  ['visit.checked-in', 'checked-in'],
  ['feedback.given', 'given'],
  ['feedback.changed', 'changed'],
  ...VISIT_STEPS.slice(1).map((step) => [`queue.${step}`, step] as const),
]);

/** `null`: an event that no figure is made from. `unreadable`: one that should be, but cannot. */
export type FactOf =
  | { readonly kind: 'fact'; readonly fact: Omit<Fact, 'day'> }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' };

/** Takes from an event what the figures need. */
export function factOf(event: {
  readonly type: string;
  readonly aggregate: string;
  readonly occurredAt: EpochMs;
  readonly body: unknown;
}): FactOf {
  const kind = KINDS.get(event.type);
  if (kind === undefined) return { kind: 'none' };
  const subject = /^(?:visit|answer):(.+)$/.exec(event.aggregate)?.[1];
  const subjectId = Word.safeParse(subject);
  const content = CONTENTS[kind].safeParse(event.body);
  if (!subjectId.success || !content.success) return { kind: 'unreadable' };
  return {
    kind: 'fact',
    fact: { at: event.occurredAt, kind, subjectId: subjectId.data, ...content.data },
  };
}

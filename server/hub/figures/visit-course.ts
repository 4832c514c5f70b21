import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Fact, VisitStep } from '../facts.ts';

export type EntryStatus =
  | 'waiting'
  | 'called'
  | 'in-service'
  | 'done'
  | 'held'
  | 'no-show'
  | 'left';

/** What became of one visit, after everything that is known of it. */
export type VisitCourse = {
  readonly day: string;
  readonly checkedInAt: EpochMs | null;
  /** The first call that was not taken back. */
  readonly calledAt: EpochMs | null;
  readonly wasSeen: boolean;
  readonly status: EntryStatus;
  /** Since when they wait for whom they wait for now. */
  readonly queuedAt: EpochMs;
};

/** A step of an entry, with what it made of it: the newest that was not taken back counts. */
type Step = { readonly name: string; readonly status: EntryStatus; readonly at: EpochMs };

type Entry = {
  readonly id: string;
  readonly fromId: string | null;
  readonly queuedAt: EpochMs;
  readonly steps: readonly Step[];
};

/** What each step is called when it is taken back, and what it makes of an entry. */
const STEPS: Readonly<
  Partial<Record<VisitStep, { readonly name: string; readonly status: EntryStatus }>>
> = {
  called: { name: 'call', status: 'called' },
  started: { name: 'start', status: 'in-service' },
  finished: { name: 'finish', status: 'done' },
  'not-come': { name: 'no-show', status: 'no-show' },
  left: { name: 'leave', status: 'left' },
  'put-back': { name: 'requeue', status: 'waiting' },
  held: { name: 'hold', status: 'held' },
  resumed: { name: 'resume', status: 'waiting' },
};

/**
 * Follows a visit through its facts, in the order of the clinic's own log. Facts may be missing, such
 * as one in quarantine: what is known of the others still counts.
 */
export function courseOf(facts: readonly Fact[]): VisitCourse | null {
  const [first] = facts;
  if (!first) return null;
  const entries = new Map<string, Entry>();
  for (const fact of facts) follow(entries, fact);
  const all = [...entries.values()];
  const current = all.at(-1);
  if (!current) return null;
  const steps = all.flatMap((entry) => entry.steps);
  const calls = steps.filter(({ name }) => name === 'call').map(({ at }) => at);
  const checkIn = facts.find(({ kind }) => kind === 'checked-in');
  return {
    day: (checkIn ?? first).day,
    checkedInAt: checkIn?.at ?? null,
    calledAt: calls[0] ?? null,
    wasSeen: steps.some(({ status }) => status === 'in-service'),
    status: statusOf(current),
    queuedAt: current.queuedAt,
  };
}

function follow(entries: Map<string, Entry>, { kind, entryId, detail, at }: Fact): void {
  if (entryId === null) return;
  if (kind === 'transferred') {
    transfer(entries, { fromId: detail, entryId, at });
    return;
  }
  if (kind === 'undone' && detail === 'transfer') {
    for (const [id, entry] of entries) if (entry.fromId === entryId) entries.delete(id);
  }
  const entry = entries.get(entryId) ?? { id: entryId, fromId: null, queuedAt: at, steps: [] };
  if (kind === 'undone') {
    const isOfThisStep = entry.steps.at(-1)?.name === detail;
    entries.set(entryId, isOfThisStep ? { ...entry, steps: entry.steps.slice(0, -1) } : entry);
    return;
  }
  const step = kind === 'given' || kind === 'changed' ? undefined : STEPS[kind];
  entries.set(entryId, step ? { ...entry, steps: [...entry.steps, { ...step, at }] } : entry);
}

/** Whoever was seen waits anew; whoever was not has waited since before. */
function transfer(
  entries: Map<string, Entry>,
  move: { readonly fromId: string | null; readonly entryId: string; readonly at: EpochMs },
): void {
  const { fromId, entryId, at } = move;
  const from = fromId === null ? undefined : entries.get(fromId);
  if (from) {
    const step = { name: 'transfer', status: 'done', at } as const;
    entries.set(from.id, { ...from, steps: [...from.steps, step] });
  }
  const wasSeen = !from || statusOf(from) === 'in-service';
  const queuedAt = wasSeen ? at : from.queuedAt;
  entries.set(entryId, { id: entryId, fromId, queuedAt, steps: [] });
}

function statusOf(entry: Entry): EntryStatus {
  return entry.steps.at(-1)?.status ?? 'waiting';
}

import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import type { EntryStatus } from '../../shared/domain/queue-entry.ts';

/** The steps of a queue entry that need nothing but the entry itself. */
export type PlainStep =
  | 'queue:start'
  | 'queue:recall'
  | 'queue:no-show'
  | 'queue:requeue'
  | 'queue:finish'
  | 'queue:hold'
  | 'queue:resume'
  | 'queue:leave'
  | 'queue:undo';

const STEPS: Readonly<Record<EntryStatus, readonly PlainStep[]>> = {
  waiting: ['queue:hold', 'queue:leave'],
  held: ['queue:resume', 'queue:leave'],
  called: [
    'queue:start',
    'queue:recall',
    'queue:requeue',
    'queue:no-show',
    'queue:hold',
    'queue:leave',
  ],
  'in-service': ['queue:finish'],
  'no-show': ['queue:requeue'],
  left: [],
  done: [],
};

/** What can be done with someone as they are now, the likeliest first; undoing always comes last. */
export function possibleSteps(entry: Pick<DeskEntry, 'status' | 'undoes'>): readonly PlainStep[] {
  const steps = STEPS[entry.status];
  return entry.undoes === null ? steps : [...steps, 'queue:undo'];
}

export function canTransfer(entry: Pick<DeskEntry, 'status'>): boolean {
  return !isOver(entry);
}

export function canSetPriority(entry: Pick<DeskEntry, 'status'>): boolean {
  return entry.status === 'waiting' || entry.status === 'held';
}

export function isOver(entry: Pick<DeskEntry, 'status'>): boolean {
  return entry.status === 'done' || entry.status === 'no-show' || entry.status === 'left';
}

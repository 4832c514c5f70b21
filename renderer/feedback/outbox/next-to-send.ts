import type { EpochMs } from '../../../shared/domain/time.ts';
import type { OutboxEntry } from './entry.ts';

export type Waiting = { readonly entry: OutboxEntry; readonly notBeforeAt: EpochMs };

export type NextToSend<T> = {
  readonly next: T | null;
  /** With nothing to send now: how long until there is, or null for as long as nothing new comes. */
  readonly waitMs: number | null;
};

/**
 * Picks what is sent next: in the order of the touches, but all of an answer steps aside while its
 * first part is set aside, and a person who waits for staff goes first.
 */
export function nextToSend<T extends Waiting>(items: readonly T[], now: EpochMs): NextToSend<T> {
  const heads = firstOfEachAnswer(items);
  const due = heads.filter((item) => item.notBeforeAt <= now);
  const next = due.find((item) => isAwaitingStaff(items, item)) ?? due[0] ?? null;
  if (next !== null || heads.length === 0) return { next, waitMs: null };
  return { next, waitMs: Math.min(...heads.map((item) => item.notBeforeAt)) - now };
}

function firstOfEachAnswer<T extends Waiting>(items: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return items.filter(({ entry }) => {
    const isFirst = !seen.has(entry.body.answerId);
    seen.add(entry.body.answerId);
    return isFirst;
  });
}

function isAwaitingStaff(items: readonly Waiting[], item: Waiting): boolean {
  return items.some(
    ({ entry }) =>
      entry.name === 'feedback:talk' && entry.body.answerId === item.entry.body.answerId,
  );
}

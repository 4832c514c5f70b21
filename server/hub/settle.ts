import type { PushReply } from '../../shared/contract/sync-wire.ts';
import type { JudgedItem } from './judge-item.ts';

export type ItemStatus = PushReply['items'][number];

/** An event that is held already. */
export type KnownEvent = { readonly sha256: string; readonly quarantined: string | null };

/** What is held already of what came. */
export type Holdings = {
  readonly byId: ReadonlyMap<string, KnownEvent>;
  /** Which event each number of this stream is bound to. */
  readonly idOfSeq: ReadonlyMap<number, string>;
};

export type Settlement =
  | { readonly kind: 'rolled-back'; readonly seq: number }
  | {
      readonly kind: 'settled';
      /** Never seen before. */
      readonly fresh: readonly JudgedItem[];
      /** Known, but not yet by this number of this stream. */
      readonly rebound: readonly JudgedItem[];
      /** Held in quarantine until now; they can have their effect after all. */
      readonly released: readonly JudgedItem[];
      readonly statuses: readonly ItemStatus[];
    };

/** Says what each item is beside what is held already, or that the sender's log was set back. */
export function settle(items: readonly JudgedItem[], { byId, idOfSeq }: Holdings): Settlement {
  const conflict = items.find(({ seq, id, sha256 }) => {
    const bound = idOfSeq.get(seq);
    const known = byId.get(id);
    return (bound !== undefined && bound !== id) || (known && known.sha256 !== sha256);
  });
  if (conflict) return { kind: 'rolled-back', seq: conflict.seq };
  const known = items.filter(({ id }) => byId.has(id));
  const released = known.filter(
    ({ id, verdict }) => verdict.kind === 'fit' && isQuarantined(byId.get(id)),
  );
  const isReleased = new Set(released.map(({ id }) => id));
  return {
    kind: 'settled',
    fresh: items.filter(({ id }) => !byId.has(id)),
    rebound: known.filter(({ seq }) => !idOfSeq.has(seq)),
    released,
    statuses: items.map((item) => {
      const before = byId.get(item.id);
      if (!before || isReleased.has(item.id)) return freshStatus(item);
      return before.quarantined === null
        ? statusOf(item, 'duplicate', null)
        : statusOf(item, 'quarantined', before.quarantined);
    }),
  };
}

/** The answer to an item that was not held before. */
export function freshStatus(item: JudgedItem): ItemStatus {
  const { verdict } = item;
  return verdict.kind === 'fit'
    ? statusOf(item, 'accepted', null)
    : statusOf(item, 'quarantined', verdict.code);
}

function statusOf(
  { seq, sent }: JudgedItem,
  status: ItemStatus['status'],
  code: string | null,
): ItemStatus {
  return { seq, ...sent, status, code };
}

function isQuarantined(known: KnownEvent | undefined): boolean {
  return known !== undefined && known.quarantined !== null;
}

import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from '../db/open-database.ts';
import type { EventStore } from '../db/events.ts';
import type { PurgeBatch, Purged } from './purge-steps.ts';

export type PurgeCounts = Readonly<Record<Purged, number>>;

const KEPT_AS = 'purge-tally';

export function noneOfAnything(): Record<Purged, number> {
  return { appointments: 0, words: 0, contacts: 0, events: 0, files: 0 };
}

/**
 * Counts what a purge takes away in the transaction that takes it away, so that the log says all of it
 * even when the purge is broken off.
 */
export function createPurgeTally(db: Db, events: Pick<EventStore, 'append'>) {
  const find = db.prepare<[string], { readonly value: string }>(
    'SELECT value FROM meta WHERE key = ?',
  );
  const keep = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  const forget = db.prepare('DELETE FROM meta WHERE key = ?');
  const read = (): Record<Purged, number> | null => {
    const row = find.get(KEPT_AS);
    // True because only `takeAway` below writes this row.
    return row ? (JSON.parse(row.value) as Record<Purged, number>) : null;
  };
  const takeAway = db.transaction((name: Purged, { count, remove }: PurgeBatch): void => {
    remove();
    if (count === 0) return;
    const counts = read() ?? noneOfAnything();
    counts[name] += count;
    keep.run(KEPT_AS, JSON.stringify(counts));
  });
  const finish = db.transaction((now: EpochMs): PurgeCounts => {
    const counts = read();
    if (counts === null) return noneOfAnything();
    const body = counts;
    events.append({ type: 'data.purged', aggregate: 'clinic:data', occurredAt: now, body });
    forget.run(KEPT_AS);
    return counts;
  });
  return {
    takeAway: (name: Purged, batch: PurgeBatch): void => takeAway.immediate(name, batch),
    /** Says in the log what was taken away since the last time, if anything was, and returns it. */
    finish: (now: EpochMs): PurgeCounts => finish.immediate(now),
  };
}

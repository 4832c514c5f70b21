import { randomUUID } from 'node:crypto';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { CLOSED_BY_LIST } from '../../db/schedule-conflicts.ts';
import type { Stores } from '../../db/stores.ts';
import type { BegunVisit } from './begun-visits.ts';
import { type Disagreement, isSameMatter } from './schedule-disagreement.ts';

export type Comparison = {
  readonly visit: BegunVisit;
  /** Null: the list agrees with the visit. */
  readonly found: Disagreement | null;
  /** Who says so, and the version of the appointment that does. */
  readonly source: string;
  readonly version: string | null;
};

/**
 * Brings the conflicts of a visit to what its list says now: what it no longer says closes by itself,
 * and what is new is opened, but not again what the desk has closed, nor for a visit that is over.
 */
export function settleConflict(
  { visit, found, source, version }: Comparison,
  { stores, now }: { readonly stores: Pick<Stores, 'conflicts' | 'events'>; readonly now: EpochMs },
): void {
  const standing = stores.conflicts.standing(visit.visitId);
  if (found !== null && (!visit.isHere || standing.some((known) => isSameMatter(known, found)))) {
    return;
  }
  const { visitId, appointmentId } = visit;
  const record = (type: string, body: Readonly<Record<string, unknown>>): void =>
    stores.events.append({ type, aggregate: `visit:${visitId}`, occurredAt: now, body });
  for (const { id, closedAt } of standing) {
    stores.conflicts.withdraw(id, now);
    if (closedAt === null) record('conflict.closed', { conflictId: id, by: CLOSED_BY_LIST });
  }
  if (found === null) return;
  const id = randomUUID();
  stores.conflicts.insert({ id, appointmentId, visitId, seenAt: now, ...found });
  record('conflict.seen', { conflictId: id, appointmentId, kind: found.kind, source, version });
}

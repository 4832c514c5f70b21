import { createHash } from 'node:crypto';
import {
  type SchedulePage,
  SYNC_VERSION,
  type WireAppointment,
} from '../../shared/contract/sync-wire.ts';
import type { StoredSchedule } from './store.ts';

const PAGE_SIZE = 200;

/**
 * One page of the list. A day is said to be complete only when its list was ever put here: of other
 * days nothing is known, and no appointment may be taken away for it. Null when there is no such page.
 */
export function pageOf({ asOf, days }: StoredSchedule, page: number): SchedulePage | null {
  const items = days.flatMap(({ appointments }) => appointments).toSorted(byTime);
  const pages = Math.max(1, Math.ceil(items.length / PAGE_SIZE));
  if (page > pages) return null;
  const sha256 = hashOf(items);
  const listed = days.map(({ day }) => day);
  return {
    version: SYNC_VERSION,
    // The same for all pages of one state of these days, and for no other.
    snapshot: `${asOf}-${createHash('sha256').update(`${listed.join()} ${sha256}`).digest('hex')}`,
    asOf,
    page,
    pages,
    count: items.length,
    sha256,
    days: listed,
    items: items.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
  };
}

function hashOf(items: readonly WireAppointment[]): string {
  const hash = createHash('sha256');
  for (const item of items) hash.update(`${JSON.stringify(item)}\n`);
  return hash.digest('hex');
}

function byTime(a: WireAppointment, b: WireAppointment): number {
  return a.startAt - b.startAt || (a.ref < b.ref ? -1 : 1);
}

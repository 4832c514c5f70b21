import type { QueueEntry, StationState } from '../../shared/domain/queue-entry.ts';
import { nextFor } from '../../shared/domain/queue-order.ts';
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';
import { type Act, type Deed, fateOf, hasPassed, type LiveView, STAFF } from './live-view.ts';

/** Staff take so long between two patients. */
const REST_MS = 50 * SECOND_MS;
const SHORTEST_WALK_MS = 50 * SECOND_MS;
const LONGEST_WALK_MS = 110 * SECOND_MS;
const RECALL_AFTER_MS = 2 * MINUTE_MS;
/** A visitor who checked in by hand gets this long to see the call, whatever the speed. */
const VISITORS_WALK_MS = 30 * SECOND_MS;
const LEFT_ALONE_MS = 5 * MINUTE_MS;

const NEVER_COMES_SHARE = 0.03;
const NEEDS_RECALL_SHARE = 0.12;
const SENT_ON_SHARE = 0.18;
const SENT_ON_TO = [
  { from: 'doctor', to: 'blood-test' },
  { from: 'doctor', to: 'x-ray' },
  { from: 'nurse', to: 'blood-test' },
] as const;

/** What simulated staff do now at the stations that nobody works at by hand. */
export function planStations(view: LiveView): readonly Act[] {
  return view.stations.flatMap((station) =>
    station.status === 'open' && !view.byHand.has(station.stationId)
      ? (planStation(station, view) ?? [])
      : [],
  );
}

function planStation(station: StationState, view: LiveView): Act | null {
  const here = view.entries.filter((entry) => entry.stationId === station.stationId);
  const called = here.find((entry) => entry.status === 'called');
  if (called) return planCalled(called, view);
  const inside = here.find((entry) => entry.status === 'in-service');
  if (inside) return planInside(inside, view);
  const lastEndedAt = Math.max(0, ...here.map((entry) => entry.endedAt ?? 0));
  const context = { policy: view.file.queue, now: view.now };
  if (!hasPassed(view, lastEndedAt, REST_MS) || !nextFor(station, view.entries, context)) {
    return null;
  }
  return { name: 'queue:call-next', as: STAFF, input: { stationId: station.stationId } };
}

function planCalled(entry: QueueEntry, view: LiveView): Act | null {
  const { callCount, id: entryId } = entry;
  const lastCallAt = entry.lastCallAt ?? view.now;
  const mood = view.simulated.has(entryId) ? fateOf(entry, 'comes') : 1;
  const staysAway = mood < NEVER_COMES_SHARE;
  const needsRecall = staysAway || mood < NEVER_COMES_SHARE + NEEDS_RECALL_SHARE;
  const { callsBeforeNoShow, noShowPauseMinutes } = view.file.queue;
  if (needsRecall && callCount < (staysAway ? callsBeforeNoShow : 2)) {
    const isTime = hasPassed(view, lastCallAt, RECALL_AFTER_MS);
    return isTime ? { name: 'queue:recall', as: STAFF, input: { entryId } } : null;
  }
  if (staysAway) {
    const isTime = view.now >= lastCallAt + noShowPauseMinutes * MINUTE_MS;
    return isTime ? { name: 'queue:no-show', as: STAFF, input: { entryId } } : null;
  }
  return hasWalked(entry, lastCallAt, view)
    ? { name: 'queue:start', as: STAFF, input: { entryId } }
    : null;
}

function hasWalked(entry: QueueEntry, lastCallAt: EpochMs, view: LiveView): boolean {
  const walkMs = SHORTEST_WALK_MS + fateOf(entry, 'walks') * (LONGEST_WALK_MS - SHORTEST_WALK_MS);
  if (!hasPassed(view, lastCallAt, walkMs)) return false;
  return view.simulated.has(entry.id) || view.now >= lastCallAt + VISITORS_WALK_MS;
}

function planInside(entry: QueueEntry, view: LiveView): Act | null {
  const { id: entryId, serviceId, startedAt } = entry;
  const minutes = view.file.services.find((service) => service.id === serviceId)?.minutes ?? 10;
  const stayMs = minutes * (0.55 + 0.7 * fateOf(entry, 'stays')) * MINUTE_MS;
  if (!hasPassed(view, startedAt ?? view.now, stayMs)) return null;
  const ways = SENT_ON_TO.filter(({ from }) => from === serviceId);
  const way = ways[Math.floor(fateOf(entry, 'way') * ways.length)];
  const isSentOn = view.simulated.has(entryId) && fateOf(entry, 'sent on') < SENT_ON_SHARE;
  if (way && isSentOn && entry.leg === 1) {
    const input = { entryId, serviceId: way.to, providerId: null };
    return { name: 'queue:transfer', as: STAFF, input };
  }
  return { name: 'queue:finish', as: STAFF, input: { entryId } };
}

/** Where was last seen that somebody works by hand: a station's id, and what of it was seen when. */
export type Hands = ReadonlyMap<string, { readonly what: string; readonly at: EpochMs }>;

/**
 * A patient called or inside without the doing of simulated staff means a visitor has a hand on that
 * station; it is the visitor's until nothing new happened there for five minutes.
 */
export function watchHands(
  before: Hands,
  entries: readonly QueueEntry[],
  seen: { readonly deeds: ReadonlyMap<string, Deed>; readonly now: EpochMs },
): Hands {
  const hands = new Map(before);
  for (const entry of entries) {
    const { id, stationId, status } = entry;
    if (stationId === null || (status !== 'called' && status !== 'in-service')) continue;
    if (seen.deeds.get(id)?.status === status) continue;
    const what = `${id} ${status} ${entry.callCount}`;
    if (hands.get(stationId)?.what !== what) hands.set(stationId, { what, at: seen.now });
  }
  return hands;
}

export function stationsByHand(hands: Hands, now: EpochMs): ReadonlySet<string> {
  const busy = [...hands].filter(([, { at }]) => now < at + LEFT_ALONE_MS);
  return new Set(busy.map(([stationId]) => stationId));
}
